namespace RpcStack.Services.Mail;

/// <summary>A reply as SMTP gives it (RFC 5321 §4.2).</summary>
/// <param name="Code">Three digits; the first says how it went: 2 well, 3 go on, 4 not now, 5 never.</param>
/// <param name="Status">The enhanced status code (RFC 3463), such as <c>5.1.1</c>; empty: none.</param>
/// <param name="Text">The text, for people; its lines are separated by line feeds.</param>
[RpcMessage]
public sealed partial record MailReply(int Code, string Status, string Text)
{
    /// <summary>Whether it went well, or may go on.</summary>
    [RpcIgnore]
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>Whether it may go well another time.</summary>
    [RpcIgnore]
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>The reply in one line.</summary>
    public override string ToString()
    {
        string text = Text.Replace('\n', ' ');
        return Status.Length > 0 ? $"{Code} {Status} {text}" : $"{Code} {text}";
    }
}
