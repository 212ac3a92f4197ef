using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>One question that a resolver asked on the way to an answer.</summary>
/// <param name="Zone">The zone that the server was asked as an authority for.</param>
/// <param name="Server">The server.</param>
/// <param name="Question">The question.</param>
/// <param name="Outcome">What came of it: <c>referral to org.</c>, <c>answer</c>, <c>timeout</c>, ….</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ResolutionStep(
    DomainName Zone, IPEndPoint Server, DnsQuestion Question, string Outcome, TimeSpan Elapsed);
