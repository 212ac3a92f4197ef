using RpcStack;

namespace Auction;

[RpcContract]
internal partial interface IAuction
{
    // A seat is an object on the server. Who holds it takes part; who lets go of it, in whatever way, does not.
    ValueTask<ISeat> JoinAsync(string name, CancellationToken cancel = default);

    // A subscription: the highest bid now, and again whenever it changes.
    IAsyncEnumerable<Standing> FollowAsync(CancellationToken cancel = default);
}

[RpcContract]
internal partial interface ISeat : IAsyncDisposable
{
    [Throws<TooLow>]
    ValueTask BidAsync(int amount, CancellationToken cancel = default);
}

[RpcMessage]
internal sealed partial record Standing(string Bidder, int Amount);

[RpcMessage]
internal sealed partial class TooLow(int least) : RpcFault($"the next bid is {least} at least")
{
    public int Least { get; } = least;
}
