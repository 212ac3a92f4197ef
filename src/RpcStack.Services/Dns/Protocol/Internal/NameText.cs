using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>Names in presentation format (RFC 1035 §5.1).</summary>
internal static class NameText
{
    // No name is longer even if each of its octets is written \DDD.
    private const int MaxTextLength = DomainName.MaxLength * 4;

    /// <summary>
    /// Reads a name; one without a trailing dot goes on with <paramref name="origin"/>. Gives what is wrong, or null.
    /// </summary>
    internal static string? Read(ReadOnlySpan<byte> text, DomainName origin, out DomainName name)
    {
        name = DomainName.Root;
        if (text.IsEmpty) return "The domain name is empty (the root is written '.')";
        if (text.Length > MaxTextLength) return TooLong;
        if (text.SequenceEqual("."u8)) return null;

        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        int start = 0;
        int end = 1;
        for (int at = 0; at < text.Length;)
        {
            if (TextOctets.Read(text, ref at, out byte octet, out bool isEscaped) is { } problem) return problem;
            if (octet == (byte)'.' && !isEscaped)
            {
                if (Close(wire, start, end, text) is { } empty) return empty;
                start = end++;
                continue;
            }

            if (octet > 0x7E && !isEscaped)
            {
                return "A domain name has ASCII characters only; write others as 'xn--…' or '\\DDD'";
            }

            if (end - start > DomainName.MaxLabelLength) return $"A label of '{Shown(text)}' is longer than 63 octets";
            if (end >= DomainName.MaxLength) return TooLong;
            wire[end++] = octet;
        }

        bool isAbsolute = end - start == 1;
        if (!isAbsolute && Close(wire, start, end, text) is { } wrong) return wrong;
        ReadOnlySpan<byte> suffix = isAbsolute ? DomainName.Root.Wire : origin.Wire;
        int length = isAbsolute ? start : end;
        if (length + suffix.Length > DomainName.MaxLength) return TooLong;
        suffix.CopyTo(wire[length..]);
        name = DomainName.FromWire(wire[..(length + suffix.Length)]);
        return null;
    }

    /// <summary>Writes a name with its trailing dot.</summary>
    internal static void Write(ReadOnlySpan<byte> wire, StringBuilder text)
    {
        if (wire[0] == 0) text.Append('.');
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            foreach (byte octet in wire.Slice(at + 1, wire[at]))
            {
                // A space ends a name, though it is printable.
                if (octet == (byte)' ') text.Append("\\032");
                else TextOctets.Write(octet, "\".;\\()@$"u8, text);
            }

            text.Append('.');
        }
    }

    private const string TooLong = "The domain name is longer than 255 octets";

    private static string? Close(Span<byte> wire, int start, int end, ReadOnlySpan<byte> text)
    {
        if (end - start == 1) return $"The domain name '{Shown(text)}' has an empty label";
        if (end >= DomainName.MaxLength) return TooLong;
        wire[start] = (byte)(end - start - 1);
        return null;
    }

    private static string Shown(ReadOnlySpan<byte> text) =>
        text.Length <= 80 ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..77]) + "…";
}
