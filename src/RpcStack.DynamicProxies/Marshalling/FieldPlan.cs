using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>A field of a message whose values are <typeparamref name="T"/>.</summary>
internal abstract class FieldPlan<T>(FieldShape shape)
{
    public FieldShape Shape { get; } = shape;

    public abstract void Encode<TEncoder>(ref TEncoder encoder, in T message)
        where TEncoder : struct, IEncoder, allows ref struct;

    /// <summary>Reads the field into a value that it may have already.</summary>
    public abstract void Decode<TDecoder>(ref TDecoder decoder, ref object? value)
        where TDecoder : struct, IDecoder, allows ref struct;

    /// <summary>What a message that is completed has for the field.</summary>
    public abstract object? Existing(in T message);

    /// <summary>Puts in what stands for a value that was left out; false where nothing does.</summary>
    public abstract bool TryComplete(ref object? value);
}
