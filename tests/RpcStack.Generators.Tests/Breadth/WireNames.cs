[RpcContract(Name = "a.b/c \"d\" <e>")]
public partial interface IFoo
{
    [RpcOperation(Name = "1 + 1")] ValueTask A();
    [RpcOperation(Name = "Contract")] ValueTask B();
}

[RpcMessage(Name = "<&>")]
public record R(int X);

[RpcUnion(Name = "{u}"), RpcCase<V>(1)]
public abstract record U;

[RpcMessage]
public record V : U;
