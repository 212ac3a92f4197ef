using RpcStack.Marshalling;

namespace RpcStack;

/// <summary>A fault that an operation declares.</summary>
public abstract class FaultDescriptor
{
    private protected FaultDescriptor()
    {
    }

    /// <summary>The fault's name on the wire.</summary>
    public string Name => Shape.Name;

    /// <summary>The fault's fields.</summary>
    public abstract MessageShape Shape { get; }

    /// <summary>The exception's type.</summary>
    public abstract Type FaultType { get; }

    internal abstract void Encode(WireFormat format, ByteWriter writer, RpcFault fault);

    internal abstract RpcFault Decode(WireFormat format, ReadOnlySpan<byte> body, MarshallingLimits limits);
}
