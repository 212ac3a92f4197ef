[RpcContract]
public partial interface IFoo
{
    ValueTask<(int, string?)> A((int A, (string B, int C)) x, (int A, (string B, int C)) y);
    IAsyncEnumerable<(int A, int)> B(IAsyncEnumerable<(int, int, int, int, int, int, int, int, int)> x);
    Task<(int X, int Y)?> C((string, string) single);
    ValueTask<(int, string)[]> D();
}

[RpcMessage]
public record R<T>((T Left, T Right) Pair, (int A, string B)? Other);
