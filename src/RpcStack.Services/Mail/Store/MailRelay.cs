namespace RpcStack.Services.Mail.Store;

/// <summary>Who may send mail through this host to somewhere else.</summary>
public enum MailRelay
{
    /// <summary>Nobody: only mail for the own domains is taken.</summary>
    Nobody,

    /// <summary>Those who have logged in.</summary>
    Users,

    /// <summary>Anybody. On a port that strangers reach that is an open relay.</summary>
    Anyone,
}
