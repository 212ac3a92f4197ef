using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Marshalling;

/// <summary>What encoding may be refused for; apart, so that the callers stay small enough to inline.</summary>
internal static class Refuse
{
    /// <summary>How deep an encoder follows a value: few peers take as much, and a cycle must not overflow the stack.</summary>
    public const int Depth = 512;

    [DoesNotReturn]
    public static void Null<T>() =>
        throw new MarshalException($"A value of {typeof(T)} is null where its contract does not allow null.");

    [DoesNotReturn]
    public static void TooDeep() =>
        throw new MarshalException($"A value nests deeper than {Depth} levels; perhaps it contains itself.");

    [DoesNotReturn]
    public static void Bound(Bound bound, int count) =>
        throw new MarshalException($"A value has {count} octets or elements; its contract says {bound.ToWords()}.");

    [DoesNotReturn]
    public static void Label(UnionShape union, int index, long label) => throw new MarshalException(
        $"{UnionLabel.ToWords(union, label)} is no label of the case {union.Cases[index].Name} of {union.Name}.");

    [DoesNotReturn]
    public static void Text() =>
        throw new MarshalException("A text is not well-formed UTF-16 and has no UTF-8 form: a surrogate stands alone.");
}
