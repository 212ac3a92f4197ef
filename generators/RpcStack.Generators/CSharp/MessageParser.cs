using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Reads a class, record or struct as a message.</summary>
internal sealed partial class MessageParser
{
    private readonly INamedTypeSymbol _type;
    private readonly KnownSymbols _known;
    private readonly TypeResolver _resolver;
    private readonly ForeignAnnotations? _foreign;
    private readonly ParsedType _parsed = new();

    private MessageParser(INamedTypeSymbol type, KnownSymbols known)
    {
        _type = type;
        _known = known;
        _resolver = new(known, "", known.IsFault(type));
        _foreign = ForeignAnnotations.Of(type, known);
    }

    public static ParsedType Parse(INamedTypeSymbol type, KnownSymbols known)
    {
        var parser = new MessageParser(type, known);
        parser.Parse();
        return parser._parsed;
    }

    private void Parse()
    {
        if (!_type.IsReachable())
            Report(
                Rules.Construction,
                _type.Place(),
                "its codec could not name it; make it internal or public",
                Fixes.MakeInternal);
        if (_type.IsStatic || _type.IsRefLikeType)
            Report(Rules.Construction, _type.Place(), "it has no values that could travel");
        if (_type.AllInterfaces.FirstOrDefault(_known.IsContract) is { } contract)
            Report(Rules.Ambiguous, _type.Place(), $"an [RpcMessage] and implements the contract '{contract.Name}'");
        if (_foreign?.Refuse(_type) is { } refusal) Report(Rules.Construction, _type.Place(), refusal);
        if (!_type.IsNamed()) _parsed.IsBroken = true;
        if (CheckBases() && !_parsed.IsBroken && !_type.IsAbstract) ParseFields();
    }

    private void ParseFields()
    {
        IReadOnlyList<MessageMember> members = MessageMembers.Of(_type, _known);
        IReadOnlyDictionary<ISymbol, IParameterSymbol>? arguments =
            Construction.Choose(_type, members, _known, out Location? badConstructor);
        if (arguments is null)
        {
            Report(Rules.Construction, badConstructor ?? _type.Place(),
                "no accessible constructor takes only parameters that are named and typed like its properties");
            return;
        }

        MessageMember? discriminator = members.FirstOrDefault(member => Discriminators.Is(member.Symbol, _known));
        List<MessageMember> fields =
            [.. members.Where(member => member != discriminator && IsField(member, arguments))];
        IReadOnlyList<int> positions = Positions(fields, arguments);
        for (int i = 0; i < fields.Count; i++)
            _parsed.Fields.Add(new(fields[i].Symbol, positions[i], BoundsOf(fields[i], arguments)));
        List<FieldModel> models = [];
        for (int i = 0; i < fields.Count; i++)
            if (Field(fields[i], positions[i], arguments) is { } model) models.Add(model);
        _parsed.Edges.AddRange(_resolver.Edges);
        if (!_parsed.IsBroken) _parsed.Codec = Codec(models, Discriminator(discriminator, arguments));
    }

    private bool IsField(MessageMember member, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments)
    {
        if (arguments.ContainsKey(member.Symbol)) return true;
        if (member.IsArgumentOnly) return false;
        if (member.CanSet) return true;
        if (member.HasSetter)
            Report(
                Rules.Construction,
                Place(member),
                $"the setter of '{member.Symbol.Name}' is not accessible and no constructor takes it");
        else if (member.IsMarked)
            Report(Rules.Construction, Place(member), $"'{member.Symbol.Name}' is a field that nothing sets");
        else if (member.IsRequired)
            Report(Rules.Construction, Place(member), $"'{member.Symbol.Name}' is required and no field");
        return false;
    }

    private FieldModel? Field(
        MessageMember member, int position, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments)
    {
        string name = member.Symbol.Name;
        if (_resolver.Resolve(member.Type, name, BoundsOf(member, arguments)) is not { } type)
        {
            _parsed.IsBroken = true;
            TypeFailure failure = _resolver.Failure!;
            _parsed.Failures.Add(failure);
            if (failure.Reason is { } reason)
                _parsed.Problems.Add(new(
                    Rules.NotMarshallable, Place(member), $"{_type.Name}.{name}",
                    $"{_type.Name}.{failure.Path}", failure.Type, reason)
                {
                    Fix = failure.Unmarked is null ? null : Fixes.AddMessage,
                    Target = failure.Unmarked,
                });
            return null;
        }

        bool isArgument = arguments.TryGetValue(member.Symbol, out IParameterSymbol? parameter);
        return new(
            position,
            name,
            Naming.Escape(name),
            type,
            isArgument ? Naming.Escape(parameter!.Name) : null,
            !isArgument || (member.IsRequired && member.CanSet),
            isArgument && type.IsNullable && parameter!.NullableAnnotation == NullableAnnotation.NotAnnotated);
    }

    private Bounds BoundsOf(MessageMember member, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments)
    {
        Bounds own = Bounds.Of(member.Symbol, _known);
        return own == Bounds.None && arguments.TryGetValue(member.Symbol, out IParameterSymbol parameter)
            ? Bounds.Of(parameter, _known)
            : own;
    }

    private static DiscriminatorModel? Discriminator(
        MessageMember? member, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments)
    {
        if (member is null) return null;
        bool isArgument = arguments.TryGetValue(member.Symbol, out IParameterSymbol parameter);
        return new(
            isArgument ? Naming.Escape(parameter!.Name) : null,
            member.IsRequired ? Naming.Escape(member.Symbol.Name) : null);
    }

    private MessageCodecModel Codec(List<FieldModel> fields, DiscriminatorModel? discriminator)
    {
        string name = Naming.Codec(_type);
        var message = new MessageModel(
            name,
            _type.ToCSharp(),
            Naming.WireName(_type, _known.MessageAttribute),
            _type.Name,
            _type.IsValueType ? MessageForm.Struct : MessageForm.Class,
            new(fields.OrderBy(field => field.Position)),
            discriminator);
        return new(
            Naming.File(_type, name, _known),
            message,
            TypeParameters.Of(_type),
            new(TypeParameters.Constraints(_type)),
            new(_resolver.Tuples),
            new(_resolver.Limits));
    }

    private Location Place(MessageMember member) =>
        member.Symbol.ContainingType.SameAs(_type) ? member.Symbol.Place() : _type.Place();

    private void Report(DiagnosticDescriptor rule, Location location, string text, string? fix = null)
    {
        _parsed.Refuse(text);
        _parsed.Problems.Add(new(rule, location, _type.Name, text) { Fix = fix });
    }
}
