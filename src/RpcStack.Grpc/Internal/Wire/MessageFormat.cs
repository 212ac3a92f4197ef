using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>How values of one type become messages.</summary>
internal abstract class MessageFormat<T>
{
    public abstract void Encode(ByteWriter writer, T value);

    public abstract T Decode(ReadOnlySpan<byte> message, MarshallingLimits limits);

    public static MessageFormat<T> Of(Marshaller<T> marshaller) => new ContractFormat(marshaller);

    private sealed class ContractFormat(Marshaller<T> marshaller) : MessageFormat<T>
    {
        public override void Encode(ByteWriter writer, T value) => WireFormat.Protobuf.Encode(writer, marshaller, value);

        public override T Decode(ReadOnlySpan<byte> message, MarshallingLimits limits) =>
            WireFormat.Protobuf.Decode(message, marshaller, limits);
    }
}
