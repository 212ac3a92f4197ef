namespace RpcStack.Grpc.Internal.Wire;

/// <summary>A message, or the end of the body.</summary>
internal readonly struct Received<T>(T value)
{
    public bool IsThere { get; } = true;

    public T Value { get; } = value;
}
