[RpcMessage]
public class A(string message) : RpcFault(message);

[RpcMessage]
public class B : RpcFault
{
    public int Code { get; init; }
}

[RpcMessage]
public abstract class C : RpcFault
{
    public int Kind { get; init; }
}

[RpcMessage]
public class D : C
{
    public string? Text { get; set; }
}

[RpcContract]
public partial interface IFoo
{
    [Throws<A>, Throws<B>, Throws<D>] ValueTask X();
}
