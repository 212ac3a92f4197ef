using RpcStack.Services.Dns;

namespace RpcStack.Services.Mail.Store;

/// <summary>How mail gets from the queue to where it goes.</summary>
public sealed record MailSpoolOptions
{
    /// <summary>
    /// Who is asked for mail exchangers and their addresses; null: mail goes by <see cref="Routes"/> alone.
    /// </summary>
    public IDnsLookup? Dns { get; init; }

    /// <summary>Domains whose mail goes to a certain server, <c>*</c> for all others.</summary>
    public IReadOnlyDictionary<string, MailNextHop> Routes { get; init; } = new Dictionary<string, MailNextHop>();

    /// <summary>The port of mail exchangers: 25.</summary>
    public int ExchangerPort { get; init; } = 25;

    /// <summary>
    /// The first pause before mail that could not be delivered is tried again: 1 minute. Later ones are as long as the mail
    /// has waited, so that each is twice the one before.
    /// </summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause: 1 hour.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long delivery is tried before the mail returns to its sender: 5 days (RFC 5321 §4.5.4.1).</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How many messages are delivered at a time: 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How long another server may take for anything: 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock for pauses and ages.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MinBackoff, TimeSpan.Zero, nameof(MinBackoff));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackoff, MinBackoff, nameof(MaxBackoff));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxAge, TimeSpan.Zero, nameof(MaxAge));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Concurrency, nameof(Concurrency));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
    }
}
