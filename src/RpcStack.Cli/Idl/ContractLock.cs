using RpcStack.Evolution;

namespace RpcStack.Cli.Idl;

/// <summary>A contract lock on disk.</summary>
internal static class ContractLock
{
    public const string Extension = ".lock";

    /// <summary>Reads one.</summary>
    /// <exception cref="CliException">It is no lock; the message names file and line.</exception>
    public static IReadOnlyList<SourceContract> Read(string path)
    {
        try
        {
            var all = ContractSchema.Parse(File.ReadAllText(path));
            return [.. all.Contracts.Select(contract => new SourceContract(all.Only(contract.Name)!, null))];
        }
        catch (FormatException bad)
        {
            throw new CliException($"{path}: {bad.Message}", cause: bad);
        }
    }

    /// <summary>Writes one, and says whether it was another before.</summary>
    public static bool Write(string path, IEnumerable<ContractDescriptor> contracts)
    {
        string text = LockText.Print(ContractSchema.OfAll(contracts));
        if (File.Exists(path) && File.ReadAllText(path) == text) return false;
        File.WriteAllText(path, text);
        return true;
    }
}
