using System.CommandLine;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack compare</c>.</summary>
internal sealed class CompareCommand : Command
{
    public CompareCommand() : base("compare", "Does the same work in several ways, and measures what each costs.") =>
        Add(new CompareDnsCommand());
}
