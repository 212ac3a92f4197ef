namespace RpcStack.Services.Mail;

/// <summary>Replies that go over no wire.</summary>
internal static class MailReplies
{
    /// <summary>There is nothing more to say: the reply has gone out already, or nobody is there to hear one.</summary>
    public static readonly MailReply Said = new(0, "", "");
}
