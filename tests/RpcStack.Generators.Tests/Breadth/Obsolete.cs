[RpcContract]
public partial interface IFoo
{
    [Obsolete] ValueTask A();
    [Obsolete("x")] ValueTask<int> B();
}

[RpcMessage]
public record Bar
{
    [Obsolete("z")]
    public int X { get; set; }
}
