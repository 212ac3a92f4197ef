using RpcStack.TestContracts.Xdr;

namespace RpcStack.TestContracts.Twin;

/// <summary>What <c>everything.x</c> calls arrays, in C#.</summary>
[RpcMessage]
public sealed record Arrays(
    [RpcLength(5, Fixed = true)] byte[] Fixed,
    byte[] Any,
    [RpcLength(3)] byte[] Few,
    [RpcLength(8)] string Text,
    string Free,
    int[] Numbers,
    [RpcLength(3, Fixed = true)] int[] Three,
    [RpcLength(4), RpcLength(8, Level = 1)] List<string> Names,
    [RpcLength(2, Fixed = true)] Color[] Colors);

/// <summary>What <c>everything.x</c> calls node.</summary>
[RpcMessage]
public sealed record Node(int Value, Node? Next);

/// <summary>What <c>everything.x</c> calls shape.</summary>
[RpcUnion(Discriminator = typeof(Color))]
[RpcCase<Red>(Color.RED)]
[RpcCase<Text>(Color.GREEN, Color.BLUE)]
[RpcCase<Nothing>]
public abstract record Shape;

/// <summary>One label.</summary>
[RpcMessage]
public sealed record Red(int Redness) : Shape;

/// <summary>Two labels.</summary>
[RpcMessage]
public sealed record Text([RpcDiscriminator] Color Which, [RpcLength(8)] string Value) : Shape;

/// <summary>The default.</summary>
[RpcMessage]
public sealed record Nothing([RpcDiscriminator] Color Which) : Shape;

/// <summary>What <c>everything.x</c> calls EVERYTHING_VERS, as far as its types have twins.</summary>
[RpcContract, OncProgram(0x20000999, 1)]
public partial interface ITwin
{
    /// <summary>Finds.</summary>
    [RpcOperation(2)]
    ValueTask<Node?> FindAsync([RpcLength(8)] string name, int count);

    /// <summary>Logs.</summary>
    [RpcOperation(5)]
    ValueTask LogAsync(string line);
}
