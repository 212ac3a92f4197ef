namespace RpcStack.TestContracts;

/// <summary>A field of everything that may be bounded.</summary>
[RpcMessage]
public sealed partial record Bounded(
    [RpcLength(4)] string Text,
    [RpcLength(4, Fixed = true)] string Code,
    [RpcLength(3)] byte[] Octets,
    [RpcLength(5, Fixed = true)] byte[] Hash,
    [RpcLength(2)] IReadOnlyList<int> Few,
    [RpcLength(2, Fixed = true)] int[] Pair,
    [property: RpcLength(2, Level = 1), RpcLength(3)] List<string?> Words,
    [RpcLength(1), RpcLength(3, Key = true)] IReadOnlyDictionary<string, int> Map)
{
    /// <summary>One that breaks no bound.</summary>
    public static Bounded Sound { get; } =
        new("ab", "code", [1], [1, 2, 3, 4, 5], [7], [8, 9], ["x", "yz"], new Dictionary<string, int> { ["k"] = 1 });
}
