namespace RpcStack.Marshalling;

/// <summary>Reads MessagePack.</summary>
public ref partial struct MessagePackDecoder(ReadOnlySpan<byte> body, MarshallingLimits limits) : IDecoder
{
    private Input _in = new(body, limits);

    /// <inheritdoc/>
    public void Charge(long bytes) => _in.Charge(bytes);

    /// <inheritdoc/>
    public readonly MarshalException Malformed(string expected) => _in.Malformed(expected);

    /// <summary>Checks that the body has been read to its end.</summary>
    /// <exception cref="MarshalException">More bytes follow.</exception>
    public readonly void End() => _in.CheckEnd();
}
