namespace RpcStack.Services.Mail.Smtp;

/// <summary>A server could not be reached, went away, or did not speak SMTP.</summary>
public sealed class SmtpException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which server, and what happened.</param>
    /// <param name="cause">The exception behind it.</param>
    public SmtpException(string message, Exception? cause = null) : base(message, cause)
    {
    }

    /// <summary>
    /// Whether the server had all of a message and did not say what it made of it: it may have taken it, and sending it
    /// again may double it.
    /// </summary>
    public bool IsInDoubt { get; init; }
}
