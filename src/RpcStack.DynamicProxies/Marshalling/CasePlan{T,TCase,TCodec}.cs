using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

internal sealed class CasePlan<T, TCase, TCodec>(int number, string name, long[] labels, LabelHolder? holder, bool hasDiscriminator)
    : CasePlan<T>(
        typeof(TCase),
        new FieldShape(number, name, static () => TCodec.Shape, labels),
        hasDiscriminator ? labels.Length > 0 ? labels[0] : null : number,
        holder)
    where TCodec : struct, ICodec<TCase>
{
    public override void Encode<TEncoder>(ref TEncoder encoder, T value)
    {
        var it = (TCase)(object)value!;
        TCodec.Encode(ref encoder, in it);
    }

    public override T Decode<TDecoder>(ref TDecoder decoder, T? existing, long label)
    {
        TCase? it = existing is TCase old ? old : default;
        TCodec.Decode(ref decoder, ref it);
        object value = it;
        Holder?.Set(value, label);
        return (T)value;
    }
}
