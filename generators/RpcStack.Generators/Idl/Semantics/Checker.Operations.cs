using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Operations and attributes.</summary>
internal sealed partial class Checker
{
    // Null where a type in it is broken, and reported.
    private OperationSymbol? Operation(OperationSyntax syntax, InterfaceSymbol owner)
    {
        CheckAnnotations(syntax, "id", "idempotent", "stream");
        OperationSymbol operation = New(syntax, owner, syntax.Name.Text, CSharpNames.Pascal(syntax.Name.Text));
        operation.IsOneway = syntax.IsOneway;
        operation.Ordinal = Number(syntax, "id");
        bool isWhole = Result(syntax, operation);
        Dictionary<string, Symbol> names = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, Symbol> inCSharp = new(StringComparer.Ordinal);
        foreach (ParameterSyntax one in syntax.Parameters)
        {
            if (Parameter(one) is not { } parameter) isWhole = false;
            else if (IsUnique(parameter, names, inCSharp)) Place(parameter, one.Direction, operation);
        }

        isWhole &= Raise(syntax.Raises, operation);
        CheckShape(syntax, operation);
        return isWhole ? operation : null;
    }

    private static OperationSymbol New(Definition syntax, InterfaceSymbol owner, string wireName, string name) =>
        new(syntax.Name, owner, wireName)
        {
            Doc = syntax.Doc,
            CSharpName = name + "Async",
            IsIdempotent = Has(syntax, "idempotent"),
        };

    private bool Result(OperationSyntax syntax, OperationSymbol operation)
    {
        if (syntax.Result is null)
        {
            if (Has(syntax, "stream")) Report(IdlRules.Annotation, syntax.Name.Place, "stream", "there is no result");
            return true;
        }

        if (Resolve(syntax.Result) is not { } type) return false;
        operation.IsStream = Has(syntax, "stream");
        operation.Result = operation.IsStream ? Item(type, syntax.Result.Place) : type;
        return operation.Result is not null;
    }

    private IdlType? Item(IdlType type, SourceSpan place)
    {
        if (type is SequenceType { Bound: null } sequence) return sequence.Element;
        Report(
            IdlRules.Annotation, place, "stream",
            type is SequenceType ? "a stream has no bound" : "only a sequence is a stream");
        return null;
    }

    private MemberSymbol? Parameter(ParameterSyntax syntax)
    {
        CheckAnnotations(syntax, "optional", "stream");
        bool isStream = Has(syntax, "stream");
        IdlType? type = Resolve(syntax.Type);
        if (isStream && syntax.Direction != Direction.In)
            Report(IdlRules.Annotation, syntax.Name.Place, "stream", "only an in parameter, or the result, is a stream");
        if (isStream && type is not null) type = Item(type, syntax.Type.Place);
        if (type is null) return null;
        return new(syntax.Name, type)
        {
            Doc = syntax.Doc,
            CSharpName = CSharpNames.Camel(syntax.Name.Text),
            IsStream = isStream,
            IsOptional = Has(syntax, "optional"),
        };
    }

    private static void Place(MemberSymbol parameter, Direction direction, OperationSymbol operation)
    {
        if (direction != Direction.Out) operation.Parameters.Add(parameter);
        if (direction == Direction.In) return;
        operation.Outputs.Add(new(parameter.Name, parameter.Type)
        {
            Doc = parameter.Doc,
            CSharpName = MemberNames.OfRecord(operation.ResultName, parameter.Name.Text),
            IsOptional = parameter.IsOptional,
        });
    }

    private bool Raise(EquatableArray<ScopedName> names, OperationSymbol operation)
    {
        bool isWhole = true;
        foreach (ScopedName name in names)
        {
            StructSymbol? fault = Find<StructSymbol>(name, "an exception");
            if (fault is { IsException: false }) Report(IdlRules.Kind, name.Place, name.ToString(), fault.Kind, "an exception");
            if (fault is not { IsException: true }) isWhole = false;
            else if (operation.Raises.Any(other => other.Fault == fault))
                Report(IdlRules.Operation, name.Place, operation.Name.Text, $"it raises '{name}' twice");
            else operation.Raises.Add((fault, name.Last));
        }

        return isWhole;
    }

    private void CheckShape(OperationSyntax syntax, OperationSymbol operation)
    {
        if (syntax.IsOneway && syntax.Result is not null) Wrong("it is oneway, so it has no result");
        if (syntax.IsOneway && operation.Outputs.Count > 0) Wrong("it is oneway, so nothing comes out of it");
        if (syntax.IsOneway && syntax.Raises.Count > 0) Wrong("it is oneway, so it raises nothing");
        if (syntax.IsOneway && operation.IsIdempotent) Wrong("it is oneway, and never sent again");
        if (syntax.IsOneway && operation.Parameters.Any(one => one.IsStream)) Wrong("it is oneway, so it takes no stream");
        if (operation.IsStream && operation.Outputs.Count > 0) Wrong("its result is a stream, so nothing else comes out of it");
        if (operation.Parameters.Count(one => one.IsStream) > 1) Wrong("it takes more than one stream");

        void Wrong(string text) => Report(IdlRules.Operation, syntax.Name.Place, syntax.Name.Text, text);
    }

    private void Attribute(AttributeSyntax syntax, InterfaceSymbol owner)
    {
        CheckAnnotations(syntax, "idempotent");
        IdlType? type = Resolve(syntax.Type);
        string name = CSharpNames.Pascal(syntax.Name.Text);
        OperationSymbol get = New(syntax, owner, "_get_" + syntax.Name.Text, "Get" + name);
        get.Result = type;
        bool isWhole = Raise(syntax.GetRaises, get) & type is not null;
        Add(isWhole ? get : null, owner);
        if (syntax.IsReadOnly) return;
        OperationSymbol set = New(syntax, owner, "_set_" + syntax.Name.Text, "Set" + name);
        isWhole = Raise(syntax.SetRaises, set) & type is not null;
        if (!isWhole || !TryTakeCSharpName(set, set.CSharpName)) return;
        set.Parameters.Add(new(new("value", syntax.Name.Place), type!) { CSharpName = "value" });
        owner.Members.Add(set);
    }

    private void Add(OperationSymbol? operation, InterfaceSymbol owner)
    {
        if (operation is null || !TryAdd(operation)) return;
        if (operation.Outputs.Count > 0 && !TryTakeCSharpName(operation, operation.ResultName)) return;
        owner.Members.Add(operation);
    }
}
