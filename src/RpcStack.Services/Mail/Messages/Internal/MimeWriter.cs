using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>Writes fields, folded, and bodies, encoded where they must be.</summary>
internal sealed class MimeWriter
{
    // RFC 5322 §2.1.1: should, and must.
    private const int WishedLine = 78;
    private const int MaxLine = 998;

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>A field whose value is for people, and encoded where it is not ASCII.</summary>
    public void TextField(string name, string text) =>
        Field(name, EncodedWord.IsNeeded(text) ? EncodedWord.Encode(text) : text);

    /// <summary>A field as it stands, folded at blanks.</summary>
    public void Field(string name, string value)
    {
        if (name.Length == 0 || name.Any(c => c is <= ' ' or > '~' or ':'))
            throw new ArgumentException($"'{name}' cannot be the name of a field.");
        if (value.Any(char.IsControl)) throw new ArgumentException($"The field {name} has control characters.");
        string line = $"{name}:";
        foreach (string word in value.Split(' '))
        {
            if (line.Length + 1 + word.Length > WishedLine && line.Trim().Length > name.Length + 1)
            {
                _text.Append(line).Append("\r\n");
                line = "";
            }

            line += $" {word}";
            if (line.Length > MaxLine)
                throw new ArgumentException($"The field {name} has a word that is too long for a line.");
        }

        _text.Append(line).Append("\r\n");
    }

    public void Text(string subtype, string text)
    {
        string body = text.ReplaceLineEndings("\r\n");
        bool isPlain = body.All(c => c is (>= ' ' and <= '~') or '\t' or '\r' or '\n')
            && body.Split("\r\n").All(line => line.Length <= WishedLine);
        Field("Content-Type", $"text/{subtype}; charset=utf-8");
        Field("Content-Transfer-Encoding", isPlain ? "7bit" : "quoted-printable");
        _text.Append("\r\n").Append(isPlain ? body : TransferEncoding.EncodeQuotedPrintable(text));
    }

    public void Attachment(MailAttachment attachment)
    {
        Field("Content-Type", attachment.MediaType);
        Field("Content-Transfer-Encoding", "base64");
        Field("Content-Disposition", $"attachment; {FileName(attachment.FileName)}");
        _text.Append("\r\n").Append(TransferEncoding.EncodeBase64(attachment.Content));
    }

    public string BeginMultipart(string subtype)
    {
        string boundary = $"part-{Guid.NewGuid():N}";
        Field("Content-Type", $"multipart/{subtype}; boundary=\"{boundary}\"");
        return boundary;
    }

    public void BeginPart(string boundary) => _text.Append("\r\n--").Append(boundary).Append("\r\n");

    public void EndMultipart(string boundary) => _text.Append("\r\n--").Append(boundary).Append("--\r\n");

    // RFC 2231 §4 where RFC 2045 has no words for it.
    private static string FileName(string name)
    {
        bool isPlain = name.All(c => c is >= ' ' and <= '~' and not '"' and not '\\');
        return isPlain ? $"filename=\"{name}\"" : $"filename*=utf-8''{Uri.EscapeDataString(name)}";
    }
}
