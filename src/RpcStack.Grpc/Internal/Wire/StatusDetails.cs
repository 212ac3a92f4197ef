using RpcStack.Marshalling;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>Declared faults as the details of a status.</summary>
internal static class StatusDetails
{
    /// <summary>The header's value.</summary>
    public static string Write(FaultDescriptor descriptor, RpcFault fault)
    {
        using var writer = new ByteWriter();
        descriptor.Encode(WireFormat.Protobuf, writer, fault);
        var detail = AnyMessage.Of(descriptor.Name, writer.Written.ToArray());
        writer.Truncate(0);
        var status = new StatusMessage((int)RpcStatus.Unknown, fault.Message, [detail]);
        WireFormat.Protobuf.Encode(writer, Marshaller<StatusMessage, StatusMessageCodec>.Instance, status);
        return Convert.ToBase64String(writer.Written);
    }

    /// <summary>The fault that a header's value holds, if the operation declares it; null where it holds none or cannot be read.</summary>
    public static RpcFault? Read(string header, Operation operation, MarshallingLimits limits)
    {
        if (operation.Faults.Count == 0 || MetadataHeaders.TryDecode(header) is not { } octets) return null;
        try
        {
            StatusMessage status = WireFormat.Protobuf.Decode(octets, Marshaller<StatusMessage, StatusMessageCodec>.Instance, limits);
            foreach (AnyMessage detail in status.Details)
            {
                foreach (FaultDescriptor descriptor in operation.Faults)
                    if (descriptor.Name == detail.TypeName) return descriptor.Decode(WireFormat.Protobuf, detail.Value, limits);
            }
        }
        catch (MarshalException)
        {
            // The status and its text stand without the details.
        }

        return null;
    }
}
