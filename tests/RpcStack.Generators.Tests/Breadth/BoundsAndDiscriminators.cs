[RpcMessage]
public record Bounds<T>(
    [RpcLength(1)] string? Text,
    [RpcLength(2, Fixed = true)] ReadOnlyMemory<byte> Octets,
    [RpcLength(2, Fixed = true)] ReadOnlyMemory<byte>? MaybeOctets,
    [RpcLength(3)] System.Collections.Immutable.ImmutableArray<T> Items,
    [RpcLength(3, Fixed = true)] System.Collections.Immutable.ImmutableArray<int> Exact,
    [RpcLength(4), RpcLength(4, Level = 1), RpcLength(5, Level = 2)] string[][] Deep,
    [RpcLength(0, Fixed = true)] string[] Nothing,
    [RpcLength(6, Fixed = true)] Dictionary<int, string> Map)
{
    [RpcLength(7, Fixed = true)] public required IReadOnlyDictionary<int, T> Required { get; init; }
    [RpcLength(7)] public IReadOnlyList<T> Settable { get; set; } = [];
}

[RpcMessage]
public struct Value
{
    [RpcLength(7, Fixed = true)] public byte[] Octets { get; set; }
}

[RpcUnion(Discriminator = typeof(char)), RpcCase<A>('a', '\''), RpcCase<B>('\uffff'), RpcCase<C>]
public interface ILetter;

[RpcMessage] public struct A : ILetter { [RpcDiscriminator] public char Letter { get; set; } }
[RpcMessage] public class B : ILetter { [RpcDiscriminator] public char Letter { get; set; } }
[RpcMessage] public readonly record struct C([RpcDiscriminator] char @char, int X) : ILetter;

[RpcUnion(Discriminator = typeof(Flags)), RpcCase<Both>(Flags.A | Flags.B), RpcCase<None>]
public abstract class Set;

[Flags] public enum Flags : ulong { A = 1, B = 1UL << 63 }

[RpcMessage] public class Both : Set;
[RpcMessage] public class None : Set { [RpcDiscriminator] public Flags Flags { get; set; } public string Text { get; set; } = ""; }

[RpcContract, OncProgram(0xffffffff, 0)]
public partial interface IProgram
{
    [return: RpcLength(8)] Task<List<string>> AtMost8([RpcLength(8, Fixed = true)] byte[] octets);
    ValueTask<ILetter> Other([RpcLength(8, Fixed = true)] byte[]? octets, Set set);
}
