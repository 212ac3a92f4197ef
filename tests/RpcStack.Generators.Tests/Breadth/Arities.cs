[RpcMessage]
public record Page(int X);

[RpcMessage]
public record Page<T>(T X);

[RpcMessage]
public record Page<T, U>(T X, U Y);

[RpcContract]
public partial interface IFoo
{
    ValueTask<Page> A(Page<int> a, Page<string, Page<Page>> b);
}
