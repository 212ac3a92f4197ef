namespace RpcStack.Services.Dns.Protocol;

/// <summary>Remembers where in a message the suffixes of names stand, so that later names can point to them.</summary>
/// <remarks>
/// A fixed number of slots and of probes: with many names some suffixes are forgotten and written again, which is
/// correct and costs octets, not time. Suffixes match by exact octets, so that no name takes another's case (RFC 4343
/// §4.1).
/// </remarks>
internal sealed class CompressionTable
{
    private const int Slots = 256;
    private const int Probes = 8;

    // Offset 0 is the header's, so it marks a free slot.
    private readonly ushort[] _offsets = new ushort[Slots];

    internal void Clear() => Array.Clear(_offsets);

    /// <summary>Forgets what stood at <paramref name="position"/> and after, since it is to be written over.</summary>
    internal void Forget(int position)
    {
        foreach (ref ushort offset in _offsets.AsSpan())
        {
            if (offset >= position) offset = 0;
        }
    }

    /// <summary>Finds where <paramref name="suffix"/> stands in the message; 0 if it is not known to.</summary>
    internal int Find(ReadOnlySpan<byte> message, ReadOnlySpan<byte> suffix, uint hash)
    {
        for (uint probe = 0; probe < Probes; probe++)
        {
            ushort offset = _offsets[(hash + probe) % Slots];
            if (offset == 0) return 0;
            if (StandsAt(message, offset, suffix)) return offset;
        }

        return 0;
    }

    internal void Add(int offset, uint hash)
    {
        if (offset > CompressedName.MaxOffset) return;
        for (uint probe = 0; probe < Probes; probe++)
        {
            ref ushort slot = ref _offsets[(hash + probe) % Slots];
            if (slot != 0) continue;
            slot = (ushort)offset;
            return;
        }
    }

    // The message is what this writer wrote, so its names and pointers are sound.
    private static bool StandsAt(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> suffix)
    {
        while (true)
        {
            byte octet = message[at];
            if (octet >= CompressedName.PointerBits)
            {
                at = ((octet & ~CompressedName.PointerBits) << 8) | message[at + 1];
                continue;
            }

            int length = octet + 1;
            if (!suffix.StartsWith(message.Slice(at, length))) return false;
            if (octet == 0) return true;
            at += length;
            suffix = suffix[length..];
        }
    }
}
