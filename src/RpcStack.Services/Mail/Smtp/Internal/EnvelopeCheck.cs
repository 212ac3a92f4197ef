namespace RpcStack.Services.Mail.Smtp;

/// <summary>
/// Refuses envelopes that are none, before a word of them is sent: a CR in an address would be the end of a command, and
/// what follows it another (CVE-2026-30227's kind).
/// </summary>
internal static class EnvelopeCheck
{
    private const int MaxId = 100;

    public static void Check(MailEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Sender.Length > 0) CheckAddress(envelope.Sender, nameof(envelope.Sender));
        if (envelope.Recipients.Count == 0)
            throw new ArgumentException("A message needs a recipient.", nameof(envelope));
        foreach (string recipient in envelope.Recipients) CheckAddress(recipient, nameof(envelope.Recipients));
        if (envelope.Id.Length > MaxId || envelope.Id.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException(
                $"The Id of an envelope is at most {MaxId} printable ASCII characters.", nameof(envelope));
        }
    }

    private static void CheckAddress(string address, string what)
    {
        if (Mailbox.TryParse(address) is not null) return;
        string shown = string.Concat(address.Take(100).Select(c => char.IsControl(c) ? '?' : c));
        throw new ArgumentException($"'{shown}' is no address.", what);
    }
}
