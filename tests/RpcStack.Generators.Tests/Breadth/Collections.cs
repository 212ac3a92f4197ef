using System.Collections.Immutable;

[RpcContract]
public partial interface IFoo
{
    ValueTask<int[][]> A(List<List<string?>> a, IReadOnlyList<byte[]> b);
    ValueTask<Dictionary<string, int>?> B(IReadOnlyDictionary<Guid, string[]> a, ImmutableArray<int>? b, ImmutableArray<ImmutableArray<string>> c);
    ValueTask<ImmutableArray<int>> C(ReadOnlyMemory<byte>? x, byte[]? y);
    ValueTask<IReadOnlyDictionary<string, string?>> D(string?[]? x);
}
