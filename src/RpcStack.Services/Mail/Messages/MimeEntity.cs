using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>
/// A message or a part of one: a header, and a body, which may have parts again (RFC 5322, RFC 2045, RFC 2046).
/// </summary>
/// <remarks>Reading never fails: what is broken is read as well as it goes, as a body without parts if need be.</remarks>
public sealed class MimeEntity
{
    private readonly ReadOnlyMemory<byte> _body;

    internal MimeEntity(IReadOnlyList<MailHeader> headers, ReadOnlyMemory<byte> body, IReadOnlyList<MimeEntity> parts)
    {
        Headers = headers;
        _body = body;
        Parts = parts;
        ContentType = MimeParameters.Parse(this["Content-Type"] ?? "text/plain");
        Disposition = MimeParameters.Parse(this["Content-Disposition"] ?? "");
    }

    /// <summary>The fields of the header, in their order.</summary>
    public IReadOnlyList<MailHeader> Headers { get; }

    /// <summary>The parts of a multipart, or the message in a message.</summary>
    public IReadOnlyList<MimeEntity> Parts { get; }

    /// <summary>The media type, in small letters: <c>text/plain</c>.</summary>
    public string MediaType => ContentType.Value;

    /// <summary>The name that the part would have as a file; empty: none (RFC 2183, RFC 2231).</summary>
    public string FileName => Disposition["filename"] is { Length: > 0 } name ? name : ContentType["name"];

    /// <summary>Whether the part is to be kept, rather than shown.</summary>
    public bool IsAttachment => Disposition.Value == "attachment";

    /// <summary>The body's octets, decoded.</summary>
    public byte[] Content => TransferEncoding.Decode(_body.ToArray(), this["Content-Transfer-Encoding"] ?? "");

    /// <summary>The body as text.</summary>
    public string Text => Charsets.Decode(Content, ContentType["charset"]);

    internal MimeParameters ContentType { get; }

    private MimeParameters Disposition { get; }

    /// <summary>The value of the first field of a name, unfolded; null: there is none.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? this[string name] =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>Reads a message.</summary>
    /// <param name="message">Its octets; lines may end with CRLF or LF.</param>
    public static MimeEntity Parse(ReadOnlyMemory<byte> message) => MimeParser.Parse(message);

    /// <summary>The structure, a line for each part, indented below what it is part of.</summary>
    public string Outline()
    {
        var text = new StringBuilder();
        Outline(text, 0);
        return text.ToString();
    }

    private void Outline(StringBuilder text, int depth)
    {
        string name = FileName.Length > 0 ? $" \"{FileName}\"" : "";
        string size = Parts.Count == 0 ? $", {Content.Length} octets" : "";
        text.Append(' ', depth * 2).Append(MediaType).Append(name).Append(size).Append('\n');
        foreach (MimeEntity part in Parts) part.Outline(text, depth + 1);
    }
}
