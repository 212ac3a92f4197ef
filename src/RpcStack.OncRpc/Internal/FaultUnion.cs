using System.Buffers.Binary;
using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Internal;

/// <summary>
/// How the results of an operation that declares faults travel: as a union over an integer (RFC 4506 §4.15), as NFS does it.
/// 0 is the result, n the n-th fault that the operation declares.
/// </summary>
internal static class FaultUnion
{
    public const int Result = 0;

    /// <summary>The label of a fault that an operation declares, or 0.</summary>
    public static int LabelOf(Operation operation, Exception error)
    {
        for (int i = 0; i < operation.Faults.Count; i++)
            if (operation.Faults[i].FaultType == error.GetType()) return i + 1;
        return Result;
    }

    /// <summary>Writes a label.</summary>
    public static void Write(ByteWriter message, int label) => new XdrEncoder(message).WriteInt32(label);

    /// <summary>The results behind the label 0.</summary>
    /// <exception cref="RpcFault">Another label says which.</exception>
    /// <exception cref="MarshalException">The label is none.</exception>
    public static ReadOnlySpan<byte> Open(Operation operation, ReadOnlySpan<byte> results, MarshallingLimits limits)
    {
        if (!BinaryPrimitives.TryReadInt32BigEndian(results, out int label) || (uint)label > (uint)operation.Faults.Count)
            throw new MarshalException($"Expected a label from 0 to {operation.Faults.Count}", 0);
        ReadOnlySpan<byte> arm = results[sizeof(int)..];
        return label == Result ? arm : throw operation.Faults[label - 1].Decode(WireFormat.Xdr, arm, limits);
    }
}
