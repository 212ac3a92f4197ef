using System.CommandLine;
using RpcStack.Cli.Dns;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack dig</c>. Its arguments are dig's, which no parser of options would understand.</summary>
internal sealed class DigCommand : Command
{
    public DigCommand() : base(
        "dig",
        "Asks a name server, as BIND's dig does: [@server] [-p port] [-x address] [-y key] [name] [type] [+short] [+tcp] "
        + "[+[no]recurse] [+trace, with -r ADDRESS for a root server] …")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction((parsed, cancel) =>
        {
            IReadOnlyList<string> arguments = parsed.UnmatchedTokens;
            return DigRun.RunAsync(arguments, Console.Out, cancel);
        });
    }
}
