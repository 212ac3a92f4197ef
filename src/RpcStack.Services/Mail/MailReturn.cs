namespace RpcStack.Services.Mail;

/// <summary>What of a message comes back with the report that it failed (RFC 3461 §4.3).</summary>
public enum MailReturn
{
    /// <summary>As the server likes.</summary>
    Unspecified,

    /// <summary>All of it.</summary>
    Full,

    /// <summary>Its header.</summary>
    Headers,
}
