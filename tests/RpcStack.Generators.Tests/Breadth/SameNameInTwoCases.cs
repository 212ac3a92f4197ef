[RpcMessage]
public record Foo(int A);

[RpcMessage]
public record FOO(int A);

[RpcContract]
public partial interface Ifoo
{
    ValueTask A();
}

[RpcContract]
public partial interface IFOO
{
    ValueTask A();
}
