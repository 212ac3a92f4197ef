using System.CommandLine;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack idl</c>.</summary>
internal sealed class IdlCommand : Command
{
    public IdlCommand() : base("idl", "Reads contracts: checks them, lays them out, writes them in other languages, and says what changed.")
    {
        Add(new IdlCheckCommand());
        Add(new IdlFormatCommand());
        Add(new IdlExportCommand());
        Add(new IdlLockCommand());
        Add(new IdlDiffCommand());
    }
}
