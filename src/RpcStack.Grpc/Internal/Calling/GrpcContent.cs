using System.Net;
using System.Net.Http.Headers;
using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>The body of a request. Its length is not stated: a body ends with its stream.</summary>
internal abstract class GrpcContent : HttpContent
{
    private static readonly MediaTypeHeaderValue ContentType = new(GrpcHeaders.ContentType);

    protected GrpcContent() => Headers.ContentType = ContentType;

    /// <summary>What the caller's own items failed with, or null.</summary>
    public virtual Exception? Failure => null;

    /// <summary>The body has been handed to the connection.</summary>
    public virtual Task Sent => Task.CompletedTask;

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected abstract override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken);

    protected sealed override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
