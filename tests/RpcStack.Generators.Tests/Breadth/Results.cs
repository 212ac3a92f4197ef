[RpcContract]
public partial interface IFoo
{
    Task A();
    ValueTask B();
    Task<string> C();
    ValueTask<string?> D();
    IAsyncEnumerable<string?> E();
    Task<M> F();
    Task<M?> G();
    ValueTask<S> H();
    ValueTask<S?> I();
    IAsyncEnumerable<M> J();
    Task<object2> K();
}

[RpcMessage]
public class M;

[RpcMessage]
public struct S
{
    public int X { get; set; }
}

[RpcUnion, RpcCase<O>(1)]
public abstract class object2;

[RpcMessage]
public class O : object2;
