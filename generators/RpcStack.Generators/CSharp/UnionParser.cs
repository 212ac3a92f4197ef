using System.Collections.Immutable;
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
    private readonly HashSet<long> _labels = [];
    private readonly HashSet<string> _names = [];
    private readonly ITypeSymbol? _discriminator;
    private readonly bool _isForeign;
    private bool _hasDefault;
    private readonly HashSet<ITypeSymbol> _cases = new(SymbolEqualityComparer.Default);

    private UnionParser(INamedTypeSymbol type, KnownSymbols known)
    {
        _type = type;
        _known = known;
        _isForeign = ForeignAnnotations.Deciding(type, known) is not null;
        // MessagePack's numbers begin at 0, which is a label like any other and no field of protobuf's.
        _discriminator = _isForeign
            ? known.Compilation.GetSpecialType(SpecialType.System_Int32)
            : type.Find(known.UnionAttribute)?.Named("Discriminator") as ITypeSymbol;
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
        if (_discriminator is { TypeKind: not TypeKind.Error } && !UnionLabels.IsDiscriminator(_discriminator))
            Report(_type.Place(), $"its discriminator '{_discriminator.ToText()}' is no integer, bool, char or enumeration");
        _parsed.Discriminator = _discriminator;
        List<CaseModel> cases = [];
        IEnumerable<UnionCase> listed = _isForeign
            ? ForeignAnnotations.Cases(_type).Select(data => UnionCase.OfMessagePack(data, _type))
            : _type.FindAll(_known.CaseAttribute).Select(data => UnionCase.Of(data, _type));
        foreach (UnionCase one in listed)
            if (Case(one, ProtobufField(cases.Count)) is { } model) cases.Add(model);
        if (_cases.Count == 0) Report(_type.Place(), "it has no [RpcCase]");
        if (!_parsed.IsBroken) _parsed.Codec = Codec(cases);
    }

    // Field 1 is the discriminator's.
    private static int ProtobufField(int index) => index + 2;

    private CaseModel? Case(UnionCase listed, int field)
    {
        (ITypeSymbol? type, ImmutableArray<TypedConstant>? given, Location place) = listed;
        if (type is not null && !_cases.Add(type)) return Report(place, $"'{type.ToText()}' is listed twice");
        if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named || given is not { } constants)
        {
            // What the compiler cannot make sense of it has complained about already.
            _parsed.IsBroken = true;
            return null;
        }

        string name = named.ToText();
        List<long> labels = Labels(constants, name, place);
        if (!_known.IsMessage(named) || named.IsAbstract)
            return Report(place, $"'{name}' is no [RpcMessage] with values");
        if (!_names.Add(named.Name)) return Report(place, $"another case is called '{named.Name}' too");
        if (!Derives(named)) return Report(place, $"'{name}' does not derive from it");

        var resolver = new TypeResolver(_known, "");
        if (resolver.ResolveCase(named) is not { } model) return Report(place, $"'{name}' cannot be marshalled");
        _parsed.Edges.AddRange(resolver.Edges);
        ISymbol? holder = Holder(named, constants, place);
        if (_parsed.IsBroken) return null;
        int number = _discriminator is null ? (int)labels[0] : field;
        _parsed.Cases[number] = named;
        return new(
            number,
            named.Name,
            model,
            named.IsSealed || named.IsValueType,
            named.IsValueType,
            _discriminator is null ? default : new(labels),
            holder is null ? null : Naming.Escape(holder.Name),
            named.IsRecord || named.IsValueType);
    }

    private List<long> Labels(ImmutableArray<TypedConstant> given, string name, Location place)
    {
        List<long> labels = [];
        if (given.IsDefault)
        {
            Report(place, $"the label null of '{name}' is no value");
            return labels;
        }

        string? fix = _discriminator is null && given.Length == 1 ? Fixes.NumberCase : null;
        foreach (TypedConstant constant in given)
        {
            if (Label(constant) is not { } label) Report(Rules.Union, place, BadLabel(constant, name), fix);
            else if (!_labels.Add(label))
                Report(Rules.Union, place, $"the label {UnionLabels.ToText(constant)} of '{name}' is taken", fix);
            else labels.Add(label);
        }

        if (_discriminator is null && given.Length != 1)
            Report(place, $"'{name}' has several labels or none, which needs [RpcUnion(Discriminator = typeof(…))]");
        if (given.Length > 0) return labels;
        if (_hasDefault) Report(place, $"'{name}' has no label, and another case is the default");
        _hasDefault = true;
        return labels;
    }

    private long? Label(TypedConstant constant) => _discriminator is null
        ? constant is { Kind: TypedConstantKind.Primitive, Value: int and > 0 } ? (int)constant.Value : null
        : UnionLabels.Read(constant, _discriminator);

    private string BadLabel(TypedConstant constant, string name) => _discriminator is null
        ? $"the number of '{name}' is not from 1; other labels need [RpcUnion(Discriminator = typeof(…))]"
        : $"the label {UnionLabels.ToText(constant)} of '{name}' is no value of '{_discriminator.ToText()}'";

    private ISymbol? Holder(INamedTypeSymbol type, ImmutableArray<TypedConstant> labels, Location place)
    {
        string name = type.ToText();
        if (Discriminators.Of(type, _known) is not { } holder)
        {
            bool isOne = labels is { IsDefault: false, Length: 1 };
            if (!isOne && _discriminator is not null)
                Report(place, $"'{name}' stands for several labels, so it needs an [RpcDiscriminator] that says which");
            return null;
        }

        if (_discriminator is null)
            Report(place, $"'{name}' has an [RpcDiscriminator], and the union has no discriminator");
        else if (!Discriminators.TypeOf(holder, _known).SameAs(_discriminator))
            Report(place, $"'{name}.{holder.Name}' is no '{_discriminator.ToText()}' that can be set");
        else if (holder is IPropertySymbol { SetMethod.IsInitOnly: true } && !type.IsRecord && !type.IsValueType)
            Report(place, $"'{name}.{holder.Name}' is set once only; make it settable, or '{name}' a record");
        return holder;
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
            Naming.File(_type, name, _known),
            name,
            _type.ToCSharp(),
            Naming.WireName(_type, _known.UnionAttribute),
            _discriminator is null ? null : new TypeResolver(_known, "").Resolve(_discriminator, "", Bounds.None),
            new(cases.OrderBy(one => one.Number)));
    }

    private CaseModel? Report(Location location, string text) => Report(Rules.Union, location, text);

    private CaseModel? Report(DiagnosticDescriptor rule, Location location, string text, string? fix = null)
    {
        _parsed.Refuse(text);
        _parsed.Problems.Add(new(rule, location, _type.Name, text) { Fix = fix });
        return null;
    }
}
