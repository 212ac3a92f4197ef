namespace RpcStack.Services.Dns;

/// <summary>A name server could not be asked, or what it said was no answer.</summary>
public sealed class DnsException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which server, which question, and what happened.</param>
    /// <param name="cause">The exception behind it.</param>
    public DnsException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
