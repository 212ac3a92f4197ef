namespace RpcStack.Services.Dns.Protocol;

/// <summary>Octets that are no DNS message.</summary>
public sealed class DnsFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="offset">Where in the message it showed, in octets from its start.</param>
    /// <param name="problem">What is wrong there.</param>
    public DnsFormatException(int offset, string problem) : base($"{problem} (at offset {offset})") => Offset = offset;

    /// <summary>Where in the message it showed, in octets from its start.</summary>
    public int Offset { get; }
}
