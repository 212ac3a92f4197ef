namespace RpcStack.Marshalling;

/// <summary>Writes XDR (RFC 4506).</summary>
public ref partial struct XdrEncoder(ByteWriter writer) : IEncoder
{
    private readonly ByteWriter _writer = writer;
    private int _depth;

    private void Enter()
    {
        if (++_depth > Refuse.Depth) Refuse.TooDeep();
    }
}
