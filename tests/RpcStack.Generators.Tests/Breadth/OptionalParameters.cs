[RpcContract]
public partial interface IFoo
{
    ValueTask A(int a = 3, string? b = null, string c = "x", CancellationToken cancel = default);
    ValueTask B(params int[] numbers);
    Task<IReadOnlyList<int>> C(params IReadOnlyList<int> numbers);
}
