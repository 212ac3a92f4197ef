using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Reads an abstract class or an interface, and its cases, as a union.</summary>
internal sealed class UnionParser
{
    private readonly INamedTypeSymbol _type;
    private readonly KnownSymbols _known;
    private readonly ParsedType _parsed = new();
    private readonly HashSet<int> _numbers = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<ITypeSymbol> _cases = new(SymbolEqualityComparer.Default);

    private UnionParser(INamedTypeSymbol type, KnownSymbols known)
    {
        _type = type;
        _known = known;
    }

    public static ParsedType Parse(INamedTypeSymbol type, KnownSymbols known)
    {
        var parser = new UnionParser(type, known);
        parser.Parse();
        return parser._parsed;
    }

    private void Parse()
    {
        if (!_type.IsNamed()) _parsed.IsBroken = true;
        if (_type.Chain().Any(outer => outer.Arity > 0)) Report(_type.Place(), "it is generic");
        if (!_type.IsAbstract) Report(_type.Place(), "it is not abstract, so a value could be none of its cases");
        if (!_type.IsReachable()) Report(_type.Place(), "its codec could not name it; make it internal or public");
        if (_known.IsMessage(_type)) Report(_type.Place(), "it is an [RpcMessage] too; it is one or the other");
        if (_known.IsContract(_type)) Report(Rules.Ambiguous, _type.Place(), "a contract and an [RpcUnion]");
        List<CaseModel> cases = [];
        foreach (AttributeData data in _type.FindAll(_known.CaseAttribute))
            if (Case(data) is { } model) cases.Add(model);
        if (_cases.Count == 0) Report(_type.Place(), "it has no [RpcCase]");
        if (!_parsed.IsBroken) _parsed.Codec = Codec(cases);
    }

    private CaseModel? Case(AttributeData data)
    {
        ITypeSymbol type = data.AttributeClass!.TypeArguments[0];
        Location place = data.Place(_type);
        if (!_cases.Add(type)) return Report(place, $"'{type.ToText()}' is listed twice");
        if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named)
        {
            _parsed.IsBroken = true;
            return null;
        }

        int number = data.Number() ?? 0;
        string name = named.ToText();
        if (number < 1) Report(Rules.Union, place, $"the number of '{name}' is less than 1", Fixes.NumberCase);
        else if (!_numbers.Add(number))
            Report(Rules.Union, place, $"the number {number} of '{name}' is taken", Fixes.NumberCase);
        if (!_known.IsMessage(named) || named.IsAbstract)
            return Report(place, $"'{name}' is no [RpcMessage] with values");
        if (!_names.Add(named.Name)) return Report(place, $"another case is called '{named.Name}' too");
        if (!Derives(named)) return Report(place, $"'{name}' does not derive from it");

        var resolver = new TypeResolver(_known, "");
        if (resolver.Resolve(named.Bare(), named.Name) is not { } model)
            return Report(place, $"'{name}' cannot be marshalled");
        _parsed.Edges.AddRange(resolver.Edges);
        if (_parsed.IsBroken) return null;
        return new(number, named.Name, model, named.IsSealed || named.IsValueType, named.IsValueType);
    }

    private bool Derives(INamedTypeSymbol type)
    {
        if (_type.TypeKind == TypeKind.Interface) return type.AllInterfaces.Any(other => other.SameAs(_type));
        for (INamedTypeSymbol? other = type.BaseType; other is not null; other = other.BaseType)
            if (other.SameAs(_type)) return true;
        return false;
    }

    private UnionCodecModel Codec(List<CaseModel> cases)
    {
        string name = Naming.Codec(_type);
        return new(
            Naming.File(_type, name),
            name,
            _type.ToCSharp(),
            Naming.WireName(_type, _known.UnionAttribute),
            new(cases.OrderBy(one => one.Number)));
    }

    private CaseModel? Report(Location location, string text) => Report(Rules.Union, location, text);

    private CaseModel? Report(DiagnosticDescriptor rule, Location location, string text, string? fix = null)
    {
        _parsed.IsBroken = true;
        _parsed.Problems.Add(new(rule, location, _type.Name, text) { Fix = fix });
        return null;
    }
}
