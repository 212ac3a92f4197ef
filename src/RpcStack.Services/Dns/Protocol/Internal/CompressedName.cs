namespace RpcStack.Services.Dns.Protocol;

/// <summary>Names in messages, which may end in a pointer to an earlier occurrence (RFC 1035 §4.1.4).</summary>
internal static class CompressedName
{
    /// <summary>The largest offset that a pointer can hold.</summary>
    internal const int MaxOffset = 0x3FFF;

    internal const int PointerBits = 0xC0;

    // A name of 255 octets could be spread over 127 pointers; no writer that compresses makes more than a few.
    private const int MaxHops = 64;

    /// <summary>
    /// Reads the name at <paramref name="at"/> and copies it, uncompressed, to <paramref name="wire"/>.
    /// </summary>
    /// <param name="message">The whole message, since pointers may lead anywhere before the name.</param>
    /// <param name="at">Where the name starts.</param>
    /// <param name="end">Where the part of the message ends that the name must lie in.</param>
    /// <param name="wire">Room for the longest name.</param>
    /// <param name="length">How long the name is.</param>
    /// <returns>The offset after the name.</returns>
    internal static int Read(ReadOnlySpan<byte> message, int at, int end, Span<byte> wire, out int length)
    {
        int after = -1;
        // Every pointer must lead to before the labels that it ends, so offsets strictly decrease and reading ends.
        int floor = at;
        length = 0;
        for (int hops = 0; ;)
        {
            if (at >= end) throw new DnsFormatException(at, "A domain name is cut off");
            byte octet = message[at];
            switch (octet & PointerBits)
            {
                case 0:
                    if (octet >= end - at) throw new DnsFormatException(at, "A label is cut off");
                    if (length + octet + (octet == 0 ? 1 : 2) > DomainName.MaxLength)
                    {
                        throw new DnsFormatException(at, "A domain name is longer than 255 octets");
                    }

                    message.Slice(at, octet + 1).CopyTo(wire[length..]);
                    length += octet + 1;
                    at += octet + 1;
                    if (octet == 0) return after < 0 ? at : after;
                    break;

                case PointerBits:
                    if (end - at < 2) throw new DnsFormatException(at, "A compression pointer is cut off");
                    int target = ((octet & ~PointerBits) << 8) | message[at + 1];
                    if (target >= floor)
                    {
                        throw new DnsFormatException(
                            at, $"A compression pointer leads to {target}, which is not before its name");
                    }

                    if (++hops > MaxHops)
                    {
                        throw new DnsFormatException(at, $"A domain name has more than {MaxHops} compression pointers");
                    }

                    if (after < 0) after = at + 2;
                    floor = at = target;
                    end = message.Length;
                    break;

                default:
                    // RFC 6891 §5 retired the extended label types; 10 was never given out.
                    throw new DnsFormatException(at, $"0x{octet:X2} starts neither a label nor a compression pointer");
            }
        }
    }
}
