using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Text;

/// <summary>A dialogue of lines: commands one way, replies of three digits and text the other (RFC 5321 §4.2, RFC 959 §4.2).</summary>
internal abstract class LineDissector : Dissector
{
    private const int MaxLine = 64 << 10;

    /// <summary>Whether the streams are TLS's from here on.</summary>
    private bool _isSecured;

    /// <summary>The last command, in capitals.</summary>
    private protected string LastCommand { get; private set; } = "";

    public override long Measure(Side from, ReadOnlySpan<byte> bytes)
    {
        if (_isSecured) return bytes.Length;
        if (from == Side.Client && MeasureContent(bytes) is { } length) return length;
        return from == Side.Client ? MeasureLine(bytes) : MeasureReply(bytes);
    }

    public override string Read(Side from, FieldReader reader)
    {
        if (_isSecured)
        {
            int length = reader.Left;
            if (length > 0) reader.Octets("encrypted", length);
            return $"{length} octets of TLS";
        }

        if (from == Side.Server) return ReadReply(reader);
        return ReadContent(reader) ?? ReadCommand(reader);
    }

    /// <summary>How long the content is that comes next in the place of a command, 0 where that is not known yet, null where none does.</summary>
    private protected virtual long? MeasureContent(ReadOnlySpan<byte> bytes) => null;

    /// <summary>Reads content in the place of a command; null where none comes.</summary>
    private protected virtual string? ReadContent(FieldReader reader) => null;

    /// <summary>A command was read.</summary>
    private protected virtual void OnCommand(string command, string argument, FieldReader reader)
    {
    }

    /// <summary>A reply was read.</summary>
    private protected virtual void OnReply(int code)
    {
    }

    /// <summary>What comes next is encrypted.</summary>
    private protected void Secure() => _isSecured = true;

    /// <summary>The length of the line at the start, with its end.</summary>
    private protected static long MeasureLine(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end >= 0) return end + 1;
        return bytes.Length <= MaxLine ? 0 : throw new DissectionException($"a line of more than {MaxLine} octets");
    }

    // Of the lines of a reply, the last has a space behind its code.
    private static long MeasureReply(ReadOnlySpan<byte> bytes)
    {
        long length = 0;
        string? open = null;
        while (true)
        {
            ReadOnlySpan<byte> rest = bytes[(int)length..];
            long line = MeasureLine(rest);
            if (line == 0) return 0;
            length += line;
            bool hasCode = rest.Length > 3 && int.TryParse(rest[..3], out _);
            string code = hasCode ? System.Text.Encoding.ASCII.GetString(rest[..3]) : "";
            if (hasCode && rest[3] == '-' && open is null) open = code;
            else if (open is null || (hasCode && code == open && rest[3] != '-')) return length;
        }
    }

    private string ReadCommand(FieldReader reader)
    {
        ReadOnlySpan<byte> line = reader.Rest;
        int end = line.TrimEnd("\r\n"u8).Length;
        int space = line[..end].IndexOf((byte)' ');
        int verb = space < 0 ? end : space;
        string command = FieldText.Utf8(line[..verb]).ToUpperInvariant();
        string argument = space < 0 ? "" : FieldText.Utf8(line[(space + 1)..end]);
        string shown = IsSecret(command) ? "…" : FieldText.Plain(argument);
        if (verb > 0) reader.Leaf("command", "text", verb, FieldText.Plain(command));
        if (space >= 0) reader.Leaf("space", "text", 1);
        if (argument.Length > 0) reader.Leaf("argument", "text", end - space - 1, FieldText.Quote(argument));
        LastCommand = command;
        OnCommand(command, argument, reader);
        if (reader.Left > 0) reader.Leaf("end of line", "text", reader.Left, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
        return $"{FieldText.Plain(command)} {shown}".TrimEnd();
    }

    private string ReadReply(FieldReader reader)
    {
        int code = 0;
        string first = "";
        for (int i = 0; reader.Left > 0; i++)
        {
            int length = (int)MeasureLine(reader.Rest);
            if (length == 0) length = reader.Left;
            Field line = reader.Open($"line[{i}]", "reply", length: length);
            ReadOnlySpan<byte> bytes = reader.Rest;
            int end = bytes.TrimEnd("\r\n"u8).Length;
            if (end >= 3 && int.TryParse(bytes[..3], out int number))
            {
                if (i == 0) code = number;
                reader.Leaf("code", "text", 3, bytes => FieldText.Utf8(bytes));
                if (end > 3) reader.Leaf("separator", "text", 1, bytes => bytes[0] == '-' ? "-: more lines follow" : "last line");
                end -= Math.Min(end, 4);
            }

            if (end > 0) reader.Leaf("text", "text", end, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
            if (reader.Left > 0) reader.Leaf("end of line", "text", reader.Left, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
            line.Value = FieldText.Plain(FieldText.Utf8(bytes.TrimEnd("\r\n"u8)));
            if (i == 0) first = line.Value;
            reader.Close();
        }

        OnReply(code);
        return first;
    }

    /// <summary>The summary is what people paste; a password there helps nobody.</summary>
    private static bool IsSecret(string command) => command is "PASS" or "AUTH";
}
