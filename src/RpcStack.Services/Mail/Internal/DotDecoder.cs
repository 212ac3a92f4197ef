namespace RpcStack.Services.Mail;

/// <summary>
/// Reads a text that ends with a line of one dot (RFC 5321 §4.5.2, RFC 1939 §3). Only CRLF.CRLF is that end; a CR or LF
/// alone is part of the text, and noted.
/// </summary>
internal sealed class DotDecoder(MessageBuffer text)
{
    // Where in a line the next octet stands.
    private enum Place
    {
        LineStart,
        Inside,
        AfterCr,
        AfterDot,
        AfterDotCr,
        End,
    }

    private Place _place;

    public bool IsEnd => _place is Place.End;

    /// <summary>Reads on; what is left over after the end is not touched.</summary>
    /// <returns>How many octets were read.</returns>
    public int Read(ReadOnlySpan<byte> octets)
    {
        int at = 0;
        while (at < octets.Length && !IsEnd)
        {
            if (_place is Place.Inside) at += ReadRun(octets[at..]);
            else _place = Next(octets[at++]);
        }

        return at;
    }

    private int ReadRun(ReadOnlySpan<byte> octets)
    {
        int length = octets.IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0) length = octets.Length;
        text.Append(octets[..length]);
        if (length == octets.Length) return length;
        _place = Next(octets[length]);
        return length + 1;
    }

    private Place Next(byte octet) => (_place, octet) switch
    {
        (Place.LineStart, (byte)'.') => Place.AfterDot,
        (Place.AfterDot, (byte)'\r') => Place.AfterDotCr,
        (Place.AfterDotCr, (byte)'\n') => Place.End,
        (Place.AfterCr, (byte)'\n') => EndLine(),
        (Place.AfterCr or Place.AfterDotCr, _) => AfterBareCr(octet),
        (_, (byte)'\r') => Place.AfterCr,
        (_, (byte)'\n') => BareLf(),
        _ => Inside(octet),
    };

    private Place EndLine()
    {
        text.Append("\r\n"u8);
        return Place.LineStart;
    }

    private Place AfterBareCr(byte octet)
    {
        text.AppendBareBreak((byte)'\r');
        if (octet == '\r') return Place.AfterCr;
        return octet == '\n' ? BareLf() : Inside(octet);
    }

    private Place BareLf()
    {
        text.AppendBareBreak((byte)'\n');
        return Place.Inside;
    }

    private Place Inside(byte octet)
    {
        text.Append([octet]);
        return Place.Inside;
    }
}
