using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Reads a method as an operation.</summary>
internal sealed class OperationParser
{
    private static readonly HashSet<string> ObjectMembers = ["Equals", "GetHashCode", "GetType", "ToString"];

    private readonly OperationIdentity _identity;
    private readonly IMethodSymbol _method;
    private readonly string _wireName;
    private readonly KnownSymbols _known;
    private readonly ParsedOperations _parsed;
    private readonly TypeResolver _resolver;
    private readonly List<MessageModel> _codecs = [];
    private bool _isBroken;

    private OperationParser(OperationIdentity identity, string contract, KnownSymbols known, ParsedOperations parsed)
    {
        _identity = identity;
        _method = identity.Method;
        _wireName = $"{contract}.{identity.Name}";
        _known = known;
        _parsed = parsed;
        _resolver = new(known, CodecPrefix);
    }

    private string CodecPrefix => _identity.Field.TrimStart('@');

    private string Display => $"{_method.ContainingType.Name}.{_method.Name}";

    public static OperationModel? Parse(
        OperationIdentity identity, string contract, KnownSymbols known, ParsedOperations parsed) =>
        new OperationParser(identity, contract, known, parsed).Parse();

    private OperationModel? Parse()
    {
        MethodShape? shape = MethodShape.Of(_method, _known, out string? badReturn);
        if (badReturn is not null)
            Report(
                new(Rules.ReturnType, _method.Place(), Display, _method.ReturnType.ToText(), badReturn)
                {
                    Fix = shape is null ? Fixes.ReturnTask : Fixes.RemoveOneway,
                });
        if (shape is null) return null;
        foreach ((IParameterSymbol parameter, string reason, string? fix) in shape.Misplaced)
            Report(new(Rules.Parameters, parameter.Place(), Display, parameter.Name, reason) { Fix = fix });
        if (shape is { CanBeCancelled: false, Semantics: not "Oneway" })
            _parsed.Problems.Add(new(Rules.NoToken, _method.Place(), Display) { Fix = Fixes.AddToken });

        TypeModel request = Request(shape);
        TypeModel? item = shape.Item is { } itemType
            ? Resolve(itemType, shape.Stream!.Name + "[]", shape.Stream, Bounds.Of(shape.Stream, _known))
            : null;
        TypeModel? response = Result(shape);
        List<TypeModel> faults = Faults();
        if (_isBroken || response is null || IsBeyondReach()) return null;
        _codecs.AddRange(_resolver.Tuples);
        _parsed.Edges.AddRange(_resolver.Edges);
        return new(
            _identity.Ordinal,
            _identity.Name,
            _identity.Field,
            shape.Kind,
            shape.Semantics,
            request,
            item is null ? null : Alone(item, "Item"),
            Alone(response, "Result"),
            Promised(shape),
            new(faults),
            shape.ToModel(ObjectMembers.Contains(_method.Name)),
            new(_codecs),
            new(_resolver.Limits));
    }

    private string? Promised(MethodShape shape) =>
        shape is { Kind: "Unary", Result: INamedTypeSymbol result } && _known.IsContract(result)
            ? result.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToCSharp()
            : null;

    private TypeModel? Result(MethodShape shape)
    {
        Bounds bounds = Bounds.Of(_method.GetReturnTypeAttributes().Of(_known.LengthAttribute));
        return shape.Result is { } result ? Resolve(result, "result", _method, bounds) : Codecs.Unit;
    }

    private TypeModel? Resolve(ITypeSymbol type, string path, ISymbol place, Bounds bounds)
    {
        if (_resolver.Resolve(type, path, bounds) is { } model) return model;
        _isBroken = true;
        if (_resolver.Failure is { Reason: not null } failure) ReportType(failure, place);
        return null;
    }

    // Requests are messages whatever the parameters are, so that an operation can get another one.
    private TypeModel Request(MethodShape shape)
    {
        List<FieldModel> fields = [];
        foreach (IParameterSymbol parameter in shape.Fields)
        {
            if (Field(parameter) is not { } type) continue;
            fields.Add(new(fields.Count, parameter.Name, MethodShape.Element(parameter), type));
        }

        if (fields.Count == 0) return Codecs.Unit;
        bool isSingle = fields.Count == 1;
        string name = isSingle
            ? fields[0].Type.Name
            : $"({string.Join(", ", fields.Select(field => $"{field.Type.Name} {field.Member}"))})";
        return Message("Request", name, _wireName, isSingle ? MessageForm.Single : MessageForm.Tuple, fields);
    }

    private TypeModel? Field(IParameterSymbol parameter) =>
        Resolve(parameter.Type, parameter.Name, parameter, Bounds.Of(parameter, _known));

    // A message stands bare; anything else is wrapped, since protobuf and gRPC can send nothing but messages.
    private TypeModel Alone(TypeModel type, string role)
    {
        if (type.IsBareMessage) return type;
        var field = new FieldModel(0, "value", "value", type);
        return Message(role, type.Name, $"{_wireName}.{role}", MessageForm.Single, [field]);
    }

    private TypeModel Message(string role, string type, string wireName, MessageForm form, List<FieldModel> fields)
    {
        string codec = $"{CodecPrefix}{role}Codec";
        string shortName = $"{_method.ContainingType.Name}.{_identity.Name}";
        _codecs.Add(new(codec, type, wireName, shortName, form, new(fields)));
        return new(type, codec, TypeForm.Default);
    }

    private List<TypeModel> Faults()
    {
        List<TypeModel> faults = [];
        Dictionary<string, ITypeSymbol> names = [];
        foreach (AttributeData data in _method.FindAll(_known.ThrowsAttribute))
        {
            ITypeSymbol type = data.AttributeClass!.TypeArguments[0];
            if (WhyNoFault(type) is { } reason) ReportFault(data, type, reason);
            else if (WhyTaken(type, names) is { } clash) Report(Rules.Identity, data.Place(_method), clash);
            else if (Resolve(type.Bare(), type.Name, _method, Bounds.None) is { } model
                && !faults.Contains(model)) faults.Add(model);
        }

        return faults;
    }

    private void ReportFault(AttributeData data, ITypeSymbol type, string reason)
    {
        bool isUnmarked = !_known.IsMessage(type) && type.Locations.Any(location => location.IsInSource);
        Report(new(Rules.Fault, data.Place(_method), Display, reason)
        {
            Fix = isUnmarked ? Fixes.AddMessage : null,
            Target = isUnmarked ? type.Place() : null,
        });
    }

    private string? WhyNoFault(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => null,
        _ when !_known.IsMessage(type) => $"the fault '{type.ToText()}' is no [RpcMessage]",
        { IsAbstract: true } => $"the fault '{type.ToText()}' is abstract; declare the faults that derive from it",
        _ => null,
    };

    // A fault is told from others by its name.
    private string? WhyTaken(ITypeSymbol type, Dictionary<string, ITypeSymbol> names)
    {
        if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named) return null;
        string name = Naming.WireName(named, _known.MessageAttribute);
        bool isTaken = names.TryGetValue(name, out ITypeSymbol? other) && !other.SameAs(type);
        names[name] = type;
        return isTaken
            ? $"the faults '{other!.ToText()}' and '{type.ToText()}' are both called '{name}' on the wire"
            : null;
    }

    private bool IsBeyondReach()
    {
        if (_known.Reach.IsSound(_resolver.Edges)) return false;
        if (_known.Reach.FindFailure(_resolver.Edges) is { } failure) ReportType(failure, _method);
        return true;
    }

    private void ReportType(TypeFailure failure, ISymbol place) =>
        Report(new(Rules.NotMarshallable, place.Place(), Display, failure.Path, failure.Type, failure.Reason!)
        {
            Fix = failure.Unmarked is null ? null : Fixes.AddMessage,
            Target = failure.Unmarked,
        });

    private void Report(DiagnosticDescriptor rule, Location location, string text) =>
        Report(new(rule, location, Display, text));

    private void Report(Problem problem)
    {
        _isBroken = true;
        _parsed.Problems.Add(problem);
    }
}
