using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>Takes a field from a message.</summary>
internal delegate TField Getter<T, out TField>(in T message);

/// <param name="position">The place on the wire.</param>
/// <param name="name">The name on the wire.</param>
/// <param name="isRequired">Whether nothing stands for it where it was left out.</param>
/// <param name="get">Takes it from a message.</param>
internal sealed class FieldPlan<T, TField, TCodec>(int position, string name, bool isRequired, Getter<T, TField> get)
    : FieldPlan<T>(new FieldShape(position, name, static () => TCodec.Shape))
    where TCodec : struct, ICodec<TField>
{
    public override void Encode<TEncoder>(ref TEncoder encoder, in T message)
    {
        TField value = get(in message);
        TCodec.Encode(ref encoder, in value);
    }

    public override void Decode<TDecoder>(ref TDecoder decoder, ref object? value)
    {
        TField? field = value is TField existing ? existing : default;
        TCodec.Decode(ref decoder, ref field);
        value = field;
    }

    // A struct is there before it is read, so that a required one within it must be read.
    public override object? Existing(in T message) =>
        isRequired && typeof(T).IsValueType && typeof(TField).IsValueType ? null : get(in message);

    public override bool TryComplete(ref object? value)
    {
        if (value is not null) return true;
        if (isRequired) return false;
        value = TCodec.Missing;
        return true;
    }
}
