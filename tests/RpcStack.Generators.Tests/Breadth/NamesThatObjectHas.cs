[RpcContract]
public partial interface IFoo
{
    ValueTask<string> ToString(int x);
    ValueTask<bool> Equals(string other);
    ValueTask<int> GetHashCode(int seed);
    ValueTask<int> ContractAsync();
    ValueTask<int> FooOperations();
    ValueTask Target();
    ValueTask<int> CallAsync(string x, CancellationToken cancel);
    IAsyncEnumerable<int> StreamAsync();
    ValueTask FooStub();
    ValueTask DisposeAsync(int x);
}
