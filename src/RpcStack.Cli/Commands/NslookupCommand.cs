using System.CommandLine;
using RpcStack.Cli.Dns;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack nslookup</c>. Its arguments are nslookup's, which no parser of options would understand.</summary>
internal sealed class NslookupCommand : Command
{
    public NslookupCommand() : base(
        "nslookup",
        "Looks names up, as BIND's nslookup does: [-type=TYPE] [-port=PORT] [-option …] [name [server]]; without a name, "
        + "or with '- server', it reads commands.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction((parsed, cancel) =>
            new NslookupSession(Console.In, Console.Out, !Console.IsInputRedirected).RunAsync(parsed.UnmatchedTokens, cancel));
    }
}
