namespace RpcStack.Marshalling;

/// <summary>Writes MessagePack.</summary>
public ref partial struct MessagePackEncoder(ByteWriter writer) : IEncoder
{
    private readonly ByteWriter _writer = writer;
    private int _depth;

    private void Enter()
    {
        if (++_depth > Refuse.Depth) Refuse.TooDeep();
    }
}
