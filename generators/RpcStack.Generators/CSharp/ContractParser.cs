using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;
using RpcStack.Generators.Schemas;

namespace RpcStack.Generators.CSharp;

/// <summary>Reads an interface as a contract.</summary>
internal sealed class ContractParser
{
    private readonly INamedTypeSymbol _contract;
    private readonly KnownSymbols _known;
    private readonly ParsedContract _parsed = new();

    private ContractParser(INamedTypeSymbol contract, KnownSymbols known)
    {
        _contract = contract;
        _known = known;
    }

    public static ParsedContract Parse(INamedTypeSymbol contract, KnownSymbols known)
    {
        var parser = new ContractParser(contract, known);
        parser.Parse();
        return parser._parsed;
    }

    /// <summary>Whether operations and skeleton of a contract exist, so that others can build on them.</summary>
    public static bool IsEmitted(INamedTypeSymbol contract) =>
        contract.IsNamed() && contract.IsReachable() && contract.Chain().All(outer => outer.Arity == 0);

    private void Parse()
    {
        if (_contract.TypeKind != TypeKind.Interface)
        {
            Report(Rules.NotPartial, _contract.Place(), "it is not an interface");
            return;
        }

        bool isPartial = CheckPartial();
        if (_contract.Chain().Any(outer => outer.Arity > 0)) Report(Rules.Generic, _contract.Place());
        if (!_contract.IsReachable())
            Report(
                Rules.NotPartial,
                Fixes.MakeInternal,
                _contract.Place(),
                "its stub could not name it; make it internal or public");
        ContractBases bases = ContractBases.Of(_contract, _known, _parsed.Problems);
        CheckNames(bases);
        ParsedOperations operations = _known.ParseOperations(_contract);
        _parsed.Problems.AddRange(operations.Problems);
        foreach ((ISymbol place, string operation, string reason) in OncLimits.Of(_contract, bases.All, _known))
            _parsed.Problems.Add(new(Rules.NoOnc, place.Place(), operation, reason));
        if (IsEmitted(_contract)) _parsed.Model = Model(bases, operations, isPartial);
    }

    private ContractModel Model(ContractBases bases, ParsedOperations operations, bool isPartial)
    {
        string prefix = Naming.Prefix(_contract, _known);
        bool hasStub = operations.IsWhole && bases.AreWhole;
        return new(
            Naming.File(_contract, string.Join(".", _contract.Chain().Select(outer => outer.Name)), _known),
            _contract.ToCSharp(),
            Naming.EscapeType(_contract.Name),
            new(_contract.Chain().Where(outer => !outer.SameAs(_contract)).Select(Header)),
            prefix,
            Naming.Qualify(_contract, prefix),
            Naming.WireName(_contract, _known),
            isPartial,
            hasStub,
            new(bases.Direct.Where(IsEmitted).Select(Base)),
            new(bases.All.Where(IsEmitted).Select(Base)),
            new(operations.Operations),
            hasStub ? new(StubMethods.Of(_contract, bases.All, _known)) : default,
            Program());
    }

    private OncProgramModel? Program() =>
        _contract.Find(_known.OncProgramAttribute) is { ConstructorArguments: { Length: 2 } arguments }
        && arguments[0].Value is uint number
        && arguments[1].Value is uint version
            ? new(number, version)
            : null;

    private BaseModel Base(INamedTypeSymbol contract)
    {
        string name = Naming.Qualify(contract, Naming.Prefix(contract, _known));
        return new(name + "Operations", name + "Skeleton");
    }

    private bool CheckPartial()
    {
        if (_contract.Chain().FirstOrDefault(outer => !outer.IsPartial()) is not { } rigid) return true;
        Report(Rules.NotPartial, Fixes.MakePartial, _contract.Place(), rigid.SameAs(_contract)
            ? "it is not partial"
            : $"'{rigid.Name}' around it is not partial");
        return false;
    }

    // Peers find the contracts that one extends by name.
    private void CheckNames(ContractBases bases)
    {
        Dictionary<string, INamedTypeSymbol> names = new() { [Naming.WireName(_contract, _known)] = _contract };
        foreach (INamedTypeSymbol other in bases.All)
        {
            string name = Naming.WireName(other, _known);
            if (names.TryGetValue(name, out INamedTypeSymbol? taken))
                Report(
                    Rules.Identity,
                    _contract.Place(),
                    $"the contracts '{taken.ToText()}' and '{other.ToText()}' are both called '{name}' on the wire");
            else names.Add(name, other);
        }
    }

    private static string Header(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "partial record struct ",
        (true, _) => "partial record ",
        (_, TypeKind.Struct) => "partial struct ",
        (_, TypeKind.Interface) => "partial interface ",
        _ => "partial class ",
    } + Naming.EscapeType(type.Name);

    private void Report(DiagnosticDescriptor rule, Location location, params string[] arguments) =>
        Report(rule, null, location, arguments);

    private void Report(DiagnosticDescriptor rule, string? fix, Location location, params string[] arguments) =>
        _parsed.Problems.Add(new(rule, location, [_contract.Name, .. arguments]) { Fix = fix });
}
