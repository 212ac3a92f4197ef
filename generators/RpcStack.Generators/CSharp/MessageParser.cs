using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Reads a class, record or struct as a message.</summary>
internal sealed class MessageParser
{
    private readonly INamedTypeSymbol _type;
    private readonly KnownSymbols _known;
    private readonly TypeResolver _resolver;
    private readonly ParsedType _parsed = new();

    private MessageParser(INamedTypeSymbol type, KnownSymbols known)
    {
        _type = type;
        _known = known;
        _resolver = new(known, "", known.IsFault(type));
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
            Report(Rules.Construction, _type.Place(), "its codec could not name it; make it internal or public");
        if (_type.IsStatic || _type.IsRefLikeType)
            Report(Rules.Construction, _type.Place(), "it has no values that could travel");
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

        List<MessageMember> fields = [.. members.Where(member => IsField(member, arguments))];
        IReadOnlyList<int> positions = Positions(fields, arguments);
        List<FieldModel> models = [];
        for (int i = 0; i < fields.Count; i++)
            if (Field(fields[i], positions[i], arguments) is { } model) models.Add(model);
        _parsed.Edges.AddRange(_resolver.Edges);
        if (!_parsed.IsBroken) _parsed.Codec = Codec(models);
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
        if (_resolver.Resolve(member.Type, name) is not { } type)
        {
            _parsed.IsBroken = true;
            TypeFailure failure = _resolver.Failure!;
            _parsed.Failures.Add(failure);
            if (failure.Reason is { } reason)
                _parsed.Problems.Add(new(
                    Rules.NotMarshallable, Place(member), $"{_type.Name}.{name}",
                    $"{_type.Name}.{failure.Path}", failure.Type, reason));
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

    private IReadOnlyList<int> Positions(
        List<MessageMember> fields, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments)
    {
        List<int?> stated = [.. fields.Select(field => Position(field, arguments))];
        if (stated.All(position => position is null)) return [.. Enumerable.Range(0, fields.Count)];
        HashSet<int> seen = [];
        for (int i = 0; i < fields.Count; i++)
        {
            string name = fields[i].Symbol.Name;
            if (stated[i] is not { } position)
                Report(Rules.Construction, Place(fields[i]), $"other fields state their position, '{name}' does not");
            else if (position is < 0 or > MessageMember.MaxPosition)
                Report(
                    Rules.Construction,
                    Place(fields[i]),
                    $"the position of '{name}' is not from 0 to {MessageMember.MaxPosition}");
            else if (!seen.Add(position))
                Report(Rules.Construction, Place(fields[i]), $"the position of '{name}' is taken");
        }

        return [.. stated.Select(position => position ?? 0)];
    }

    private int? Position(MessageMember member, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments) =>
        (member.Symbol.Find(_known.FieldAttribute)
            ?? (arguments.TryGetValue(member.Symbol, out IParameterSymbol parameter)
                ? parameter.Find(_known.FieldAttribute)
                : null)).Number();

    private MessageCodecModel Codec(List<FieldModel> fields)
    {
        string name = Naming.Codec(_type);
        var message = new MessageModel(
            name,
            _type.ToCSharp(),
            Naming.WireName(_type, _known.MessageAttribute),
            _type.Name,
            _type.IsValueType ? MessageForm.Struct : MessageForm.Class,
            new(fields.OrderBy(field => field.Position)));
        return new(
            Naming.File(_type, name),
            message,
            TypeParameters.Of(_type),
            new(TypeParameters.Constraints(_type)),
            new(_resolver.Tuples));
    }

    // A base that is no message would have fields that travel in one direction of the hierarchy only.
    private bool CheckBases()
    {
        if (_type.BaseType is not { } other
            || other.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
            return true;
        if (other.TypeKind == TypeKind.Error)
        {
            _parsed.IsBroken = true;
            return false;
        }

        if (_known.IsMessage(other) || _known.IsUnion(other) || other.SameAs(_known.Fault)) return true;
        Report(Rules.Fault, _type.Place(), other.SameAs(_known.Exception)
            ? "a message that is an exception derives from RpcFault"
            : $"its base type '{other.ToText()}' is no [RpcMessage]");
        return false;
    }

    private Location Place(MessageMember member) =>
        member.Symbol.ContainingType.SameAs(_type) ? member.Symbol.Place() : _type.Place();

    private void Report(DiagnosticDescriptor rule, Location location, string text)
    {
        _parsed.IsBroken = true;
        _parsed.Problems.Add(new(rule, location, _type.Name, text));
    }
}
