using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Serving;

/// <summary>A request that is not answered from the zones at once.</summary>
/// <param name="Message">The request.</param>
/// <param name="Octets">The same as it came, without its signature.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Key">The key that signed it, checked; null without.</param>
/// <param name="IsDatagram">Whether it came over UDP.</param>
/// <param name="MaxSize">The most octets that a response may have.</param>
internal sealed record ServerRequest(
    DnsMessage Message, byte[] Octets, IPAddress Asker, DomainName? Key, bool IsDatagram, int MaxSize)
{
    /// <summary>Makes a response of a code and nothing else.</summary>
    internal DnsMessage Reply(DnsResponseCode code, DnsFlags flags = DnsFlags.None) => new()
    {
        Id = Message.Id,
        Flags = DnsFlags.Response | flags | (Message.Flags & DnsFlags.RecursionDesired),
        Opcode = Message.Opcode,
        Code = code,
        Questions = Message.Questions,
        Edns = Message.Edns is null ? null : new DnsEdns(DnsEdns.SafePayloadSize),
    };

    /// <summary>Writes a response, cut off where it is too large.</summary>
    internal byte[] Write(DnsMessage response)
    {
        byte[] octets = response.ToArray();
        if (octets.Length <= MaxSize) return octets;
        return Reply(response.Code, (response.Flags & DnsFlags.RecursionAvailable) | DnsFlags.Truncated).ToArray();
    }
}
