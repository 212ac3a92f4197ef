using System.Globalization;
using RpcStack.Cli.Wire.Dissection;

namespace RpcStack.Cli.Wire.Text;

/// <summary>SMTP (RFC 5321), with the message of DATA and the pieces of BDAT (RFC 3030) as what they are.</summary>
internal sealed class SmtpDissector : LineDissector
{
    private bool _isInData;
    private long _chunk;

    public override string Protocol => "smtp";

    private protected override long? MeasureContent(ReadOnlySpan<byte> bytes)
    {
        if (_chunk > 0) return _chunk;
        if (!_isInData) return null;
        // A message without lines ends right away.
        if (bytes.StartsWith(".\r\n"u8)) return 3;
        int end = bytes.IndexOf("\r\n.\r\n"u8);
        return end < 0 ? 0 : end + 5;
    }

    private protected override string? ReadContent(FieldReader reader)
    {
        int length = reader.Left;
        if (_chunk > 0)
        {
            _chunk = 0;
            reader.Leaf("message", "octets", length, bytes => FieldText.Quote(FieldText.Utf8(bytes)), "request.message");
            return $"{length} octets of the message";
        }

        if (!_isInData) return null;
        _isInData = false;
        int end = length - (length == 3 ? 3 : 5);
        if (length > 3)
        {
            ReadLines(reader, end + 2);
        }

        reader.Leaf("end of message", "text", 3, "\".\\r\\n\"");
        return $"{length} octets: the message, and the dot that ends it";
    }

    private protected override void OnCommand(string command, string argument, FieldReader reader)
    {
        if (command == "MAIL") reader.Last.Contract = "request.envelope.Sender";
        if (command == "RCPT") reader.Last.Contract = "request.envelope.Recipients";
        string[] words = argument.Split(' ');
        if (command == "BDAT" && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long chunk)) _chunk = chunk;
    }

    private protected override void OnReply(int code)
    {
        if (code == 354 && LastCommand == "DATA") _isInData = true;
        if (code == 220 && LastCommand == "STARTTLS") Secure();
    }

    // A dot that begins a line was doubled (RFC 5321 §4.5.2).
    private static void ReadLines(FieldReader reader, int length)
    {
        reader.Open("message", "lines", "request.message", length);
        while (reader.Left > 0)
        {
            if (reader.Rest[0] == '.') reader.Leaf("stuffed dot", "text", 1, "a line that begins with a dot");
            int line = (int)MeasureLine(reader.Rest);
            reader.Leaf("line", "text", line == 0 ? reader.Left : line, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
        }

        reader.Close();
    }
}
