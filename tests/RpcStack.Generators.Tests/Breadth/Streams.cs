[RpcContract]
public partial interface IFoo
{
    Task A(IAsyncEnumerable<string> s);
    ValueTask B(int a, IAsyncEnumerable<int?> s, int b);
    IAsyncEnumerable<int> C(IAsyncEnumerable<int> s, CancellationToken cancel);
    Task<int> D(IAsyncEnumerable<int[]> s);
    ValueTask<int> E(IAsyncEnumerable<int> items, int request, int service);
}
