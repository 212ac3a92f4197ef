using System.Text;

namespace RpcStack.Evolution;

/// <summary>
/// A contract lock: the canonical texts of several contracts, by name, with an empty line between two. Each stands alone,
/// with the contracts that it extends and the types that it names, so one can be changed without reading the others.
/// </summary>
internal static class LockText
{
    public const string FileName = "rpcstack.lock";

    private const string Header =
        "# What peers know of these contracts. 'rpcstack idl lock' writes it; docs/evolution.md says how to read it.\n";

    public static string Print(IEnumerable<ContractSchema> contracts)
    {
        StringBuilder text = new(Header);
        foreach (ContractSchema contract in contracts.OrderBy(c => c.Contracts[0].Name, StringComparer.Ordinal))
            text.Append('\n').Append(contract.Text);
        return text.ToString();
    }

    /// <summary>Reads a lock.</summary>
    /// <exception cref="FormatException">It is no lock; the message names the line.</exception>
    public static IReadOnlyList<ContractSchema> Parse(string text)
    {
        List<ContractSchema> contracts = [];
        StringBuilder block = new();
        bool isEmpty = true;
        string[] lines = text.Split('\n');
        for (int i = 0; i <= lines.Length; i++)
        {
            string line = i < lines.Length ? lines[i].TrimEnd() : "";
            if (line.Length == 0 && !isEmpty)
            {
                contracts.Add(ContractSchema.Parse(block.ToString()));
                // What was read stands there as empty lines, so that errors name the lines of the file.
                block.Clear().Append('\n', i);
                isEmpty = true;
            }

            block.Append(line).Append('\n');
            isEmpty &= line.Length == 0 || line[0] == '#';
        }

        return contracts;
    }
}
