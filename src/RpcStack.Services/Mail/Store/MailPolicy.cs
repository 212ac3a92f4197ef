namespace RpcStack.Services.Mail.Store;

/// <summary>What one of the doors through which mail comes in allows.</summary>
public sealed record MailPolicy
{
    /// <summary>A door for other servers, port 25: mail for the own domains, from anybody (RFC 5321).</summary>
    public static MailPolicy Exchange { get; } = new() { Relay = MailRelay.Nobody };

    /// <summary>A door for users, ports 587 and 465: mail to anywhere, after they have logged in (RFC 6409).</summary>
    public static MailPolicy Submission { get; } = new() { RequiresLogin = true };

    /// <summary>Whether nothing is taken before somebody has logged in: false.</summary>
    public bool RequiresLogin { get; init; }

    /// <summary>Who may send to other domains: those who have logged in.</summary>
    public MailRelay Relay { get; init; } = MailRelay.Users;

    /// <summary>The largest message, in octets: 16 MiB.</summary>
    public int MaxMessageSize { get; init; } = 16 << 20;

    /// <summary>The most recipients of a message: 1000. RFC 5321 §4.5.3.1.8 wants 100 at least.</summary>
    public int MaxRecipients { get; init; } = 1000;

    /// <summary>How many hosts a message may have passed: 50; with more it runs in circles (RFC 5321 §6.3).</summary>
    public int MaxHops { get; init; } = 50;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageSize, nameof(MaxMessageSize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxRecipients, nameof(MaxRecipients));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxHops, nameof(MaxHops));
    }
}
