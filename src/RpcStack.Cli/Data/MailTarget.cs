using System.CommandLine.Parsing;
using System.Net;
using RpcStack.Cli.Commands;
using RpcStack.Transports;

namespace RpcStack.Cli.Data;

/// <summary>Who takes mail: a server that speaks SMTP, or one that takes calls.</summary>
internal sealed record MailTarget(DnsEndPoint? Smtp, RpcEndpoint? Rpc = null)
{
    private const string RpcPrefix = "rpc+";

    public static MailTarget? Parse(ArgumentResult result)
    {
        if (result.Tokens[^1].Value.StartsWith(RpcPrefix, StringComparison.OrdinalIgnoreCase))
            return Values.ParseEndpoints(result) is [.., var endpoint] ? new MailTarget(null, endpoint) : null;
        return Values.ParseHost(result, MailPorts.Smtp) is { } host ? new MailTarget(host) : null;
    }
}
