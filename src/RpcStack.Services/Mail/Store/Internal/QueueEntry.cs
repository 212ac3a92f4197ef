namespace RpcStack.Services.Mail.Store;

/// <summary>A message in the queue, without its octets: its envelope, and how far each recipient got.</summary>
internal sealed class QueueEntry
{
    public required string Id { get; init; }

    public required DateTimeOffset Arrived { get; init; }

    public required MailEnvelope Envelope { get; init; }

    /// <summary>For each recipient what the sender wants to hear of it.</summary>
    public required IReadOnlyList<MailNotify> Notify { get; init; }

    /// <summary>
    /// For each recipient what the sender called it, as ORCPT says it (RFC 3461 §4.2); empty: nothing, also for the lot.
    /// </summary>
    public IReadOnlyList<string> Originals { get; init; } = [];

    /// <summary>For each recipient what became of it: one of <see cref="RecipientState"/>.</summary>
    public required byte[] States { get; init; }

    /// <summary>For a report: the message that it is about; empty: it is none.</summary>
    public string Origin { get; init; } = "";

    /// <summary>For a report: the recipients that it is about.</summary>
    public IReadOnlyList<int> OriginRecipients { get; init; } = [];

    /// <summary>Where in the file the message begins.</summary>
    public int MessageOffset { get; init; }

    public string OriginalOf(int recipient) => recipient < Originals.Count ? Originals[recipient] : "";

    public IEnumerable<int> Pending =>
        Enumerable.Range(0, States.Length).Where(i => States[i] == RecipientState.Pending);
}
