namespace RpcStack.Marshalling;

/// <summary>Reads XDR (RFC 4506).</summary>
public ref partial struct XdrDecoder(
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
    public readonly void End() => _in.CheckEnd(": XDR cannot skip a field that only the other side knows");
}
