namespace RpcStack.Protocol.Internal.Frames;

/// <summary>The peer broke the protocol; it ends the connection, with the message as the reason.</summary>
internal sealed class ProtocolException(RpcStatus status, string message) : Exception(message)
{
    public ProtocolException(string message) : this(RpcStatus.Internal, message)
    {
    }

    public RpcStatus Status { get; } = status;
}
