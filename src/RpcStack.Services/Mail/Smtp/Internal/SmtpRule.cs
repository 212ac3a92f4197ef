namespace RpcStack.Services.Mail.Smtp;

/// <summary>A row of the table: what a command does.</summary>
/// <param name="Verb">The command.</param>
/// <param name="From">The states in which it may come.</param>
/// <param name="Refusal">What is said where it may not.</param>
/// <param name="Act">Does it, and says how it went.</param>
/// <param name="To">The state after it went well.</param>
internal sealed record SmtpRule(
    string Verb,
    SmtpState From,
    MailReply Refusal,
    Func<SmtpSession, string, CancellationToken, ValueTask<MailReply>> Act,
    SmtpState To);
