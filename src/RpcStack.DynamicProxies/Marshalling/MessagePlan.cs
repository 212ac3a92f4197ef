using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>A message: its fields, and how a value is made of them.</summary>
/// <param name="wireName">The name on the wire.</param>
/// <param name="shortName">What errors call it.</param>
/// <param name="mayBeNull">Whether null is a value, which goes as the only field.</param>
/// <param name="fields">The fields by ascending position.</param>
/// <param name="construct">Makes a value of its fields, which are given in the same order.</param>
internal sealed class MessagePlan<T>(
    string wireName, string shortName, bool mayBeNull, FieldPlan<T>[] fields, Func<object?[], T> construct) : CodecPlan<T>
{
    private readonly MessageShape _shape = new(wireName, [.. fields.Select(f => f.Shape)]);

    public override Shape Shape => _shape;

    public override void Encode<TEncoder>(ref TEncoder encoder, in T value)
    {
        if (value is null && !mayBeNull) throw new MarshalException($"{shortName} is null.");
        Scope message = encoder.BeginMessage(_shape);
        for (int i = 0; i < fields.Length; i++)
        {
            encoder.BeginField(ref message, i);
            fields[i].Encode(ref encoder, in value);
        }

        encoder.EndMessage(ref message);
    }

    public override void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value) where TDecoder : struct
    {
        object?[] values = new object?[fields.Length];
        if (value is not null)
            for (int i = 0; i < fields.Length; i++) values[i] = fields[i].Existing(in value);
        Scope message = decoder.BeginMessage(_shape);
        while (decoder.NextField(ref message, out int field)) fields[field].Decode(ref decoder, ref values[field]);
        for (int i = 0; i < fields.Length; i++)
            if (!fields[i].TryComplete(ref values[i])) throw decoder.Malformed($"{shortName}.{fields[i].Shape.Name}");
        value = construct(values)!;
    }
}
