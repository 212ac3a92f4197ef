using System.Globalization;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Input;

/// <summary>
/// Reads octets as people paste them: plain hexadecimal, and the dumps of xxd, hexdump -C, od and Wireshark, with offsets before
/// and characters behind.
/// </summary>
/// <remarks>
/// A line that begins with <c>C</c> or <c>&gt;</c> is the client's, one with <c>S</c> or <c>&lt;</c> the server's. So is one that is indented
/// before its offset, as Wireshark shows the server's in "Follow TCP stream". An offset of 0 begins another piece.
/// </remarks>
internal static class HexDump
{
    private const int MaxOctets = 64 << 20;

    /// <summary>The pieces of a dump, in order.</summary>
    /// <exception cref="CliException">There is something else on a line; the message says which.</exception>
    public static IReadOnlyList<(Side From, byte[] Bytes)> Read(string text)
    {
        List<(Side From, List<byte> Bytes)> pieces = [];
        int number = 0, total = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = raw.TrimEnd();
            if (line.IsWhiteSpace() || line.TrimStart()[0] == '#') continue;
            var (from, isMarked) = TakeSide(ref line);
            // hexdump -C ends with the offset of the end, and nothing at it.
            if (pieces.Count > 0 && IsEnd(line, pieces[^1].Bytes.Count)) continue;
            (long? offset, bool isIndented) = TakeOffset(ref line);
            if (isIndented && !isMarked) from = Side.Server;
            List<byte> octets = ReadOctets(line, offset is not null, number);
            total += octets.Count;
            if (total > MaxOctets) throw new CliException($"line {number}: more than {MaxOctets} octets", ExitCode.Usage);
            bool isNew = pieces.Count == 0 || pieces[^1].From != from || offset == 0;
            if (isNew) pieces.Add((from, []));
            pieces[^1].Bytes.AddRange(octets);
        }

        return [.. pieces.Where(piece => piece.Bytes.Count > 0).Select(piece => (piece.From, piece.Bytes.ToArray()))];
    }

    private static bool IsEnd(ReadOnlySpan<char> line, int count) => line.Length is 7 or 8
        && long.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long offset)
        && offset == count;

    private static (Side From, bool IsMarked) TakeSide(ref ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = line.TrimStart();
        if (trimmed is not ['C' or 'S' or '<' or '>', ' ' or '\t', ..]) return (Side.Client, false);
        Side side = trimmed[0] is 'C' or '>' ? Side.Client : Side.Server;
        line = trimmed[2..];
        return (side, true);
    }

    /// <summary>An offset has a colon behind it, or at least two blanks, or four digits where octets have two.</summary>
    private static (long? Offset, bool IsIndented) TakeOffset(ref ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> start = line.TrimStart();
        int digits = 0;
        while (digits < start.Length && char.IsAsciiHexDigit(start[digits])) digits++;
        if (digits is < 3 or > 8) return default;
        ReadOnlySpan<char> rest = start[digits..];
        bool isOffset = rest is [':', ..] or [' ', ' ', ..] or ['\t', ..]
            || (digits >= 4 && rest is [' ', _, _, ' ', ..] && char.IsAsciiHexDigit(rest[1]) && char.IsAsciiHexDigit(rest[2]))
            || (digits >= 4 && rest is [' ', _, _] && char.IsAsciiHexDigit(rest[1]) && char.IsAsciiHexDigit(rest[2]));
        if (!isOffset) return default;
        long offset = long.Parse(start[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        bool isIndented = start.Length < line.Length;
        line = rest is [':', ..] ? rest[1..] : rest;
        return (offset, isIndented);
    }

    /// <summary>The octets of a line. Behind an offset there may be characters too, after two blanks that are not the middle's.</summary>
    private static List<byte> ReadOctets(ReadOnlySpan<char> line, bool hasOffset, int number)
    {
        const int Middle = 8;
        const int MostWithOffset = 16;
        List<byte> octets = [];
        int high = -1;
        int blanks = 0;
        line = line.TrimStart();
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c is ' ' or '\t' or ',' or ':' or '-')
            {
                blanks++;
                if (high >= 0) throw Refuse(line, number);
                continue;
            }

            bool isGutter = hasOffset && octets.Count > 0 && blanks >= 2 && !(octets.Count == Middle && blanks == 2 && StartsOctet(line[i..]));
            if (isGutter || (hasOffset && octets.Count >= MostWithOffset && blanks > 0) || c == '|') break;
            blanks = 0;
            if (high < 0 && c == '0' && i + 1 < line.Length && line[i + 1] is 'x' or 'X')
            {
                i++;
                continue;
            }

            if (!char.IsAsciiHexDigit(c)) throw Refuse(line, number);
            int digit = Convert.ToInt32(c.ToString(), 16);
            if (high < 0) high = digit;
            else
            {
                octets.Add((byte)((high << 4) | digit));
                high = -1;
            }
        }

        return high < 0 ? octets : throw Refuse(line, number);
    }

    private static bool StartsOctet(ReadOnlySpan<char> rest) => rest.Length >= 2
        && char.IsAsciiHexDigit(rest[0]) && char.IsAsciiHexDigit(rest[1]) && (rest.Length == 2 || rest[2] == ' ');

    private static CliException Refuse(ReadOnlySpan<char> line, int number)
    {
        string shown = line.Length > 40 ? $"{line[..40]}…" : line.ToString();
        return new CliException($"line {number}: '{shown}' is no hexadecimal", ExitCode.Usage);
    }
}
