using RpcStack;
using RpcStack.Grpc;
using RpcStack.Grpc.Tests.Protoc;

[assembly: RpcCodec<Letter, ProtocCodec<Letter>>]

namespace RpcStack.Grpc.Tests.Protoc;

[RpcContract]
public partial interface IPostOffice
{
    ValueTask<Letter> ForwardAsync(Letter letter, string to, CancellationToken cancel = default);

    ValueTask<Bundle> BundleAsync(IReadOnlyList<Letter> letters, Letter? first, CancellationToken cancel = default);

    IAsyncEnumerable<Letter> CopyAsync(Letter letter, int times, CancellationToken cancel = default);
}

[RpcMessage]
public sealed partial record Bundle(Letter? First, IReadOnlyList<Letter> Rest, Letter Last);
