namespace RpcStack.Marshalling;

/// <summary>Writes MessagePack.</summary>
public ref partial struct MessagePackEncoder(ByteWriter writer, IReferenceWriter? references = null) : IEncoder
{
    private readonly ByteWriter _writer = writer;
    private readonly IReferenceWriter? _references = references;
    private int _depth;

    /// <inheritdoc/>
    public readonly void WriteReference<T>(T value) where T : class, IContract<T> =>
        WriteUInt32(References.Add(_references, value));

    private void Enter()
    {
        if (++_depth > Refuse.Depth) Refuse.TooDeep();
    }
}
