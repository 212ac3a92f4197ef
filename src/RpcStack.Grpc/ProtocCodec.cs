using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using RpcStack.Grpc.Internal.Protoc;
using RpcStack.Marshalling;

namespace RpcStack.Grpc;

/// <summary>
/// Makes messages that protoc has written part of contracts: <c>[assembly: RpcCodec&lt;Letter, ProtocCodec&lt;Letter&gt;&gt;]</c>.
/// Google.Protobuf encodes and decodes them, unknown fields included.
/// </summary>
/// <remarks>They are said in protobuf alone; in other formats a call that names one ends with a <see cref="MarshalException"/>.</remarks>
/// <typeparam name="T">The message.</typeparam>
public readonly struct ProtocCodec<T> : ICodec<T> where T : class, IMessage<T>, new()
{
    /// <inheritdoc/>
    public static Shape Shape => ProtocShapes.Of(new T().Descriptor);

    /// <inheritdoc/>
    public static T? Missing => new();

    /// <inheritdoc/>
    public static void Encode<TEncoder>(ref TEncoder encoder, in T value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        if (typeof(TEncoder) != typeof(ProtobufEncoder)) throw CannotSay();
        if (value is null) throw new MarshalException($"{typeof(T).Name} is null where the contract has none.");
        ref ProtobufEncoder protobuf = ref Unsafe.As<TEncoder, ProtobufEncoder>(ref encoder);
        value.WriteTo(protobuf.WriteEncoded(value.CalculateSize()));
    }

    /// <inheritdoc/>
    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        if (typeof(TDecoder) != typeof(ProtobufDecoder)) throw CannotSay();
        value ??= new T();
        try
        {
            // protobuf merges a message that comes twice.
            value.MergeFrom(Unsafe.As<TDecoder, ProtobufDecoder>(ref decoder).ReadEncoded());
        }
        catch (InvalidProtocolBufferException error)
        {
            throw decoder.Malformed($"{typeof(T).Name} before this ({error.Message})");
        }
    }

    private static MarshalException CannotSay() => new($"{typeof(T).Name} is a message of protoc's, which only protobuf can say.");
}
