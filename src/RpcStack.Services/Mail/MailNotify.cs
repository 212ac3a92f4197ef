namespace RpcStack.Services.Mail;

/// <summary>When the sender wants to be told of a delivery (RFC 3461 §4.1).</summary>
public enum MailNotify
{
    /// <summary>As servers do by themselves: where it failed.</summary>
    Unspecified,

    /// <summary>Never, not even where it failed.</summary>
    Never,

    /// <summary>Where it failed.</summary>
    Failure,

    /// <summary>Where it succeeded.</summary>
    Success,

    /// <summary>Either way.</summary>
    SuccessAndFailure,
}
