using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>A reply, and how it came.</summary>
/// <param name="Message">The reply.</param>
/// <param name="Server">Who sent it.</param>
/// <param name="IsOverTcp">Whether over TCP.</param>
/// <param name="Size">Its size in octets.</param>
/// <param name="Elapsed">The time from the query's start.</param>
public sealed record DnsReply(DnsMessage Message, IPEndPoint Server, bool IsOverTcp, int Size, TimeSpan Elapsed);
