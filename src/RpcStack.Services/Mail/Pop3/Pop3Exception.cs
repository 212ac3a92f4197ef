namespace RpcStack.Services.Mail.Pop3;

/// <summary>A server said no, could not be reached, went away, or did not speak POP3.</summary>
public sealed class Pop3Exception : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which server, and what happened.</param>
    /// <param name="cause">The exception behind it.</param>
    public Pop3Exception(string message, Exception? cause = null) : base(message, cause)
    {
    }

    /// <summary>What the server answered with -ERR; null: it was not that.</summary>
    public string? Answer { get; init; }
}
