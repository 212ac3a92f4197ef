namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// Text in TYPE A: on the wire lines end in CR LF, in files in LF (RFC 959 §3.1.1.1). A CR on its own stays one. Text that
/// arrives in pieces may be cut anywhere.
/// </summary>
internal static class AsciiLines
{
    /// <summary>To the wire: CR before each LF that has none.</summary>
    /// <param name="from">A piece of the file.</param>
    /// <param name="to">Room for twice as much.</param>
    /// <param name="last">The octet before, 0 at the beginning.</param>
    /// <returns>How much was written.</returns>
    internal static int Encode(ReadOnlySpan<byte> from, Span<byte> to, ref byte last)
    {
        int count = 0;
        foreach (byte octet in from)
        {
            if (octet == '\n' && last != '\r') to[count++] = (byte)'\r';
            to[count++] = last = octet;
        }

        return count;
    }

    /// <summary>From the wire: no CR before LF.</summary>
    /// <param name="from">A piece of what arrived.</param>
    /// <param name="to">Room for one octet more.</param>
    /// <param name="hasReturn">Whether there is a CR from before, of which nobody knows yet what follows it.</param>
    /// <returns>How much was written.</returns>
    internal static int Decode(ReadOnlySpan<byte> from, Span<byte> to, ref bool hasReturn)
    {
        int count = 0;
        foreach (byte octet in from)
        {
            if (hasReturn && octet != '\n') to[count++] = (byte)'\r';
            hasReturn = octet == '\r';
            if (!hasReturn) to[count++] = octet;
        }

        return count;
    }
}
