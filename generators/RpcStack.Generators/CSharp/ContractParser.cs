using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

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
        bool isPartial = CheckPartial();
        if (_contract.Chain().Any(outer => outer.Arity > 0)) Report(Rules.Generic, _contract.Place());
        if (!_contract.IsReachable())
            Report(Rules.NotPartial, _contract.Place(), "its stub could not name it; make it internal or public");
        ContractBases bases = ContractBases.Of(_contract, _known, _parsed.Problems);
        ParsedOperations operations = _known.ParseOperations(_contract);
        _parsed.Problems.AddRange(operations.Problems);
        if (IsEmitted(_contract)) _parsed.Model = Model(bases, operations, isPartial);
    }

    private ContractModel Model(ContractBases bases, ParsedOperations operations, bool isPartial)
    {
        string prefix = Naming.Prefix(_contract, _known);
        bool hasStub = operations.IsWhole && bases.AreWhole;
        return new(
            Naming.File(_contract, string.Join(".", _contract.Chain().Select(outer => outer.Name))),
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
            hasStub ? new(StubMethods.Of(_contract, bases.All, _known)) : default);
    }

    private BaseModel Base(INamedTypeSymbol contract)
    {
        string name = Naming.Qualify(contract, Naming.Prefix(contract, _known));
        return new(name + "Operations", name + "Skeleton");
    }

    private bool CheckPartial()
    {
        if (_contract.Chain().FirstOrDefault(outer => !outer.IsPartial()) is not { } rigid) return true;
        Report(Rules.NotPartial, _contract.Place(), rigid.SameAs(_contract)
            ? "it is not partial"
            : $"'{rigid.Name}' around it is not partial");
        return false;
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
        _parsed.Problems.Add(new(rule, location, [_contract.Name, .. arguments]));
}
