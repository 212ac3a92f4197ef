using RpcStack.Transports;

namespace RpcStack.OncPeer;

/// <summary>What interop.c does, in C#.</summary>
public sealed class Interop : IInteropProgV3
{
    private int _count;

    public ValueTask<Item> InteropSwapAsync(Item argument, CancellationToken cancel) => new(argument);

    public ValueTask<Node?> InteropCountAsync(int argument, CancellationToken cancel)
    {
        Node? list = null;
        for (int i = 1; i <= argument; i++) list = new Node(i, list);
        return new(list);
    }

    public ValueTask<int> InteropAddAsync(int argument1, int argument2, CancellationToken cancel) => new(argument1 + argument2);

    public ValueTask<int> InteropWhoAsync(CancellationToken cancel)
    {
        string? user = CallContext.Current?.Principal?.FindFirst(PeerClaims.UserId)?.Value;
        return new(user is null ? -1 : int.Parse(user, System.Globalization.CultureInfo.InvariantCulture));
    }

    public ValueTask<Outcome> InteropFindAsync(string argument, CancellationToken cancel) => new(argument == "it"
        ? new Outcome.Found(new Item(42, 0, 0, false, "it", new byte[5], [], []))
        : new Outcome.Reason("no such item"));

    public ValueTask InteropFailAsync(string argument, CancellationToken cancel) =>
        throw new InvalidOperationException(argument);

    public async ValueTask<int> InteropOnceAsync(int argument, CancellationToken cancel)
    {
        int count = Interlocked.Add(ref _count, argument);
        await Task.Delay(50, cancel);
        return count;
    }
}
