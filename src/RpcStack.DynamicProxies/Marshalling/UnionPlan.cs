using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>A union: its cases by ascending number.</summary>
internal sealed class UnionPlan<T>(string wireName, Type? discriminatorCodec, CasePlan<T>[] cases) : CodecPlan<T>
{
    private readonly Dictionary<Type, int> _indexByType =
        Enumerable.Range(0, cases.Length).ToDictionary(i => cases[i].Type, i => i);

    // The shapes of its parts may be asked for only when all plans are made.
    private UnionShape? _shape;

    public override Shape Shape => Union;

    private UnionShape Union => _shape ??= discriminatorCodec is null
        ? new UnionShape(wireName, [.. cases.Select(c => c.Shape)])
        : new UnionShape(wireName, ShapeOf(discriminatorCodec), [.. cases.Select(c => c.Shape)]);

    public override void Encode<TEncoder>(ref TEncoder encoder, in T value)
    {
        if (value is null || !_indexByType.TryGetValue(value.GetType(), out int index))
            throw new MarshalException($"{value?.GetType().ToString() ?? "null"} is no case of {wireName}.");
        Scope union = encoder.BeginUnion(Union, index, cases[index].LabelOf(value));
        cases[index].Encode(ref encoder, value);
        encoder.EndUnion(ref union);
    }

    public override void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value) where TDecoder : struct
    {
        Scope union = decoder.BeginUnion(Union, out int index, out long label);
        value = cases[index].Decode(ref decoder, value, label)!;
        decoder.EndUnion(ref union);
    }

    private static Shape ShapeOf(Type codec) => (Shape)codec.GetProperty(nameof(Shape))!.GetValue(null)!;
}
