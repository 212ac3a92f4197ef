using System.Text;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Messages;

/// <summary>A message to be written: what a person would say of it, turned into RFC 5322 and MIME.</summary>
/// <remarks>The result is ASCII unless an address is not, so that any server takes it.</remarks>
public sealed record MailMessage
{
    /// <summary>Who wrote it.</summary>
    public required MailAddress From { get; init; }

    /// <summary>To whom.</summary>
    public required IReadOnlyList<MailAddress> To { get; init; }

    /// <summary>Who gets it too.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Who gets it without the others knowing: these stand in the envelope only.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>What it is about; empty: not said.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset Date { get; init; } = DateTimeOffset.Now;

    /// <summary>Its name among all messages, without the angle brackets.</summary>
    public string MessageId { get; init; } = $"{Guid.NewGuid():N}@{Environment.MachineName}";

    /// <summary>What it says.</summary>
    public string Text { get; init; } = "";

    /// <summary>The same as HTML; null: not given.</summary>
    public string? Html { get; init; }

    /// <summary>The files that go with it.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Further fields of the header.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>The envelope: from the author, to everybody.</summary>
    public MailEnvelope Envelope =>
        new(From.Address, [.. To.Concat(Cc).Concat(Bcc).Select(address => address.Address)]);

    /// <summary>Writes the message.</summary>
    /// <returns>Its octets; lines end with CRLF.</returns>
    /// <exception cref="ArgumentException">There is nobody to go to, or a field would break out of its line.</exception>
    public byte[] ToArray()
    {
        EnvelopeCheck.Check(Envelope);
        var writer = new MimeWriter();
        writer.Field("From", From.ToString());
        if (To.Count > 0) writer.Field("To", string.Join(", ", To));
        if (Cc.Count > 0) writer.Field("Cc", string.Join(", ", Cc));
        if (Subject.Length > 0) writer.TextField("Subject", Subject);
        writer.Field("Date", MailDate.Format(Date));
        writer.Field("Message-ID", $"<{MessageId}>");
        foreach (MailHeader header in Headers) writer.TextField(header.Name, header.Value);
        writer.Field("MIME-Version", "1.0");
        WriteBody(writer);
        return MailText.Canonical(Encoding.UTF8.GetBytes(writer.ToString()));
    }

    private void WriteBody(MimeWriter writer)
    {
        if (Attachments.Count == 0)
        {
            WriteText(writer);
            return;
        }

        string boundary = writer.BeginMultipart("mixed");
        writer.BeginPart(boundary);
        WriteText(writer);
        foreach (MailAttachment attachment in Attachments)
        {
            writer.BeginPart(boundary);
            writer.Attachment(attachment);
        }

        writer.EndMultipart(boundary);
    }

    private void WriteText(MimeWriter writer)
    {
        if (Html is null)
        {
            writer.Text("plain", Text);
            return;
        }

        string boundary = writer.BeginMultipart("alternative");
        writer.BeginPart(boundary);
        writer.Text("plain", Text);
        writer.BeginPart(boundary);
        writer.Text("html", Html);
        writer.EndMultipart(boundary);
    }
}
