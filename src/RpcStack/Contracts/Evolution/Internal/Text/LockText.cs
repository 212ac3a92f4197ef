namespace RpcStack.Evolution;

/// <summary>
/// A contract lock: one text for all contracts of a project and those that they extend, by name, in which no type stands
/// twice. A code fix and <c>rpcstack idl lock</c> write the same.
/// </summary>
internal static class LockText
{
    public const string FileName = "rpcstack.lock";

    private const string Header =
        "# The contracts of this project as their peers know them: one line for each operation and field.\n"
        + "# Whatever breaks these peers is an error. The fix that comes with it, or 'rpcstack idl lock', writes this file anew.\n\n";

    public static string Print(ContractSchema project) => Header + project.Text;
}
