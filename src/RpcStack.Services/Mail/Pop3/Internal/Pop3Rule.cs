namespace RpcStack.Services.Mail.Pop3;

/// <summary>A row of the table: what a command does.</summary>
/// <param name="Verb">The command.</param>
/// <param name="In">The states in which it may come.</param>
/// <param name="Act">Does it, with its arguments, and says what is answered; null: it has been.</param>
internal sealed record Pop3Rule(
    string Verb, Pop3State In, Func<Pop3Session, string[], CancellationToken, ValueTask<string?>> Act);
