using RpcStack.Marshalling;

namespace RpcStack;

/// <summary>A fault that an operation declares, with its codec.</summary>
public sealed class FaultDescriptor<TFault>(Marshaller<TFault> marshaller) : FaultDescriptor
    where TFault : RpcFault
{
    /// <inheritdoc/>
    public override MessageShape Shape => (MessageShape)marshaller.Shape;

    /// <inheritdoc/>
    public override Type FaultType => typeof(TFault);

    internal override void Encode(WireFormat format, ByteWriter writer, RpcFault fault) =>
        format.Encode(writer, marshaller, (TFault)fault);

    internal override RpcFault Decode(WireFormat format, ReadOnlySpan<byte> body, MarshallingLimits limits) =>
        format.Decode(body, marshaller, limits);
}
