using System.Text;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>What a message asks of a server, beyond RFC 5321.</summary>
internal readonly record struct MessageNeeds(bool IsEightBit, bool IsInternational)
{
    public static MessageNeeds Of(MailEnvelope envelope, ReadOnlySpan<byte> canonical)
    {
        bool isWide = !Ascii.IsValid(envelope.Sender) || envelope.Recipients.Any(address => !Ascii.IsValid(address));
        if (Ascii.IsValid(canonical)) return new(false, isWide);
        return new(true, isWide || !Ascii.IsValid(MailText.HeaderOf(canonical)));
    }
}
