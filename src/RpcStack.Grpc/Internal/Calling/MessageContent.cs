using System.Net;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>A request that is one message.</summary>
internal sealed class MessageContent(byte[] frame) : GrpcContent
{
    private TaskCompletionSource? _sent;

    public override Task Sent =>
        (_sent ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        _sent?.TrySetResult();
    }
}
