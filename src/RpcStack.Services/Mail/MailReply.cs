namespace RpcStack.Services.Mail;

public sealed partial record MailReply
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
