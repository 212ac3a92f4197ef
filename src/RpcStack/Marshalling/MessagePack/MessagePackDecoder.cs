namespace RpcStack.Marshalling;

/// <summary>Reads MessagePack.</summary>
public ref partial struct MessagePackDecoder(
    ReadOnlySpan<byte> body, MarshallingLimits limits, IReferenceReader? references = null) : IDecoder
{
    private readonly IReferenceReader? _references = references;
    private Input _in = new(body, limits);

    /// <inheritdoc/>
    public T ReadReference<T>() where T : class, IContract<T> => References.Get<T>(_references, ReadUInt32());

    /// <inheritdoc/>
    public void Charge(long bytes) => _in.Charge(bytes);

    /// <inheritdoc/>
    public readonly MarshalException Malformed(string expected) => _in.Malformed(expected);

    /// <summary>Checks that the body has been read to its end.</summary>
    /// <exception cref="MarshalException">More bytes follow.</exception>
    public readonly void End() => _in.CheckEnd();
}
