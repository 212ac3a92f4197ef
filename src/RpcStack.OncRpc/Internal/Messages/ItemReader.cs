using System.Buffers.Binary;

namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>Reads the XDR items that stand before a body. Nothing is allocated, and nothing throws.</summary>
internal ref struct ItemReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>What has not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryRead(out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(_rest, out value)) return false;
        _rest = _rest[sizeof(uint)..];
        return true;
    }

    /// <summary>Octets behind their number, and what fills them up to four.</summary>
    public bool TryReadOpaque(int most, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryRead(out uint length) || length > (uint)most) return false;
        int padded = ((int)length + 3) & ~3;
        if (padded > _rest.Length) return false;
        value = _rest[..(int)length];
        _rest = _rest[padded..];
        return true;
    }
}
