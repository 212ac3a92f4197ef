namespace RpcStack.Marshalling;

/// <summary>Bytes that are no such value, a value that the format cannot say, or a limit that was exceeded.</summary>
public sealed class MarshalException(string message, long offset = -1) : Exception(
    offset < 0 ? message : $"{message} (at offset {offset})")
{
    /// <summary>The offset in the body where it showed, or -1 where a value could not be encoded.</summary>
    public long Offset { get; } = offset;
}
