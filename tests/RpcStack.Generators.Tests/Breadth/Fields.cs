[RpcMessage]
public struct V
{
    [RpcField(1)]
    public int X;
    [RpcField(0)]
    public string? Y;
    public int Hidden;
}
