using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CSharp;

/// <summary>What a contract extends.</summary>
internal sealed class ContractBases
{
    /// <summary>The contracts that it extends directly, or through interfaces without members.</summary>
    public List<INamedTypeSymbol> Direct { get; } = [];

    /// <summary>All contracts that it extends, each once.</summary>
    public List<INamedTypeSymbol> All { get; } = [];

    /// <summary>Whether all of them can be called, and nothing else is extended.</summary>
    public bool AreWhole { get; private set; } = true;

    public static ContractBases Of(INamedTypeSymbol contract, KnownSymbols known, List<Problem> problems)
    {
        var bases = new ContractBases();
        bases.AddDirect(contract, known);
        foreach (INamedTypeSymbol other in contract.AllInterfaces)
        {
            if (known.IsContract(other)) bases.AddContract(other, known);
            // Every stub is disposable: that gives its reference back.
            else if (other.SameAs(known.AsyncDisposable)) continue;
            else if (other.TypeKind == TypeKind.Error) bases.AreWhole = false;
            else if (other.OriginalDefinition.SameAs(known.Contract) || other.GetMembers().IsEmpty) continue;
            else bases.Refuse(contract, other, problems);
        }

        return bases;
    }

    private void AddContract(INamedTypeSymbol contract, KnownSymbols known)
    {
        All.Add(contract);
        if (!ContractParser.IsEmitted(contract) || !known.ParseOperations(contract).IsWhole) AreWhole = false;
    }

    private void AddDirect(INamedTypeSymbol type, KnownSymbols known)
    {
        foreach (INamedTypeSymbol other in type.Interfaces)
        {
            if (!known.IsContract(other)) AddDirect(other, known);
            else if (!Direct.Any(direct => direct.SameAs(other))) Direct.Add(other);
        }
    }

    // The contract that names it says so; those that extend that contract would only repeat it.
    private void Refuse(INamedTypeSymbol contract, INamedTypeSymbol other, List<Problem> problems)
    {
        AreWhole = false;
        if (!All.Concat(Direct).Any(own => own.AllInterfaces.Contains(other, SymbolEqualityComparer.Default)))
            problems.Add(new(
                Rules.NoOperation, contract.Place(), $"{contract.Name} : {other.ToText()}",
                "what a contract extends is a contract, IAsyncDisposable, or has no members"));
    }
}
