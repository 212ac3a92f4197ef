using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>A case of a union whose values are <typeparamref name="T"/>.</summary>
/// <param name="type">The message.</param>
/// <param name="shape">Its number, name and labels.</param>
/// <param name="label">The label of every value; null where <paramref name="holder"/> says it.</param>
/// <param name="holder">The member that holds the discriminator, or null.</param>
internal abstract class CasePlan<T>(Type type, FieldShape shape, long? label, LabelHolder? holder)
{
    public Type Type { get; } = type;

    public FieldShape Shape { get; } = shape;

    protected LabelHolder? Holder { get; } = holder;

    public long LabelOf(T value) => Holder?.Get(value!) ?? label!.Value;

    public abstract void Encode<TEncoder>(ref TEncoder encoder, T value)
        where TEncoder : struct, IEncoder, allows ref struct;

    public abstract T Decode<TDecoder>(ref TDecoder decoder, T? existing, long label)
        where TDecoder : struct, IDecoder, allows ref struct;
}
