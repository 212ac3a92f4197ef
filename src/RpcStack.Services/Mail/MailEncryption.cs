namespace RpcStack.Services.Mail;

/// <summary>Whether, when and how strictly a client uses TLS.</summary>
public enum MailEncryption
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// By STARTTLS or STLS where the server offers it, whatever its certificate says: what one server does with another (RFC 3207,
    /// RFC 7435).
    /// </summary>
    Opportunistic,

    /// <summary>By STARTTLS or STLS, with a certificate that is trusted, or nothing is sent.</summary>
    Required,

    /// <summary>From the first octet, with a certificate that is trusted (RFC 8314 §3).</summary>
    Implicit,
}
