[RpcContract]
public partial interface IFoo
{
    ValueTask<int> BarAsync(Baz baz);
}

[RpcMessage]
public record Baz(int N);
