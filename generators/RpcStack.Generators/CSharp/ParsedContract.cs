using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>A contract, as far as it could be read.</summary>
internal sealed class ParsedContract
{
    /// <summary>
    /// What to emit: all that compiles, however much of the contract is wrong; null where nothing does.
    /// </summary>
    public ContractModel? Model { get; set; }

    /// <summary>The rules that it breaks.</summary>
    public List<Problem> Problems { get; } = [];
}
