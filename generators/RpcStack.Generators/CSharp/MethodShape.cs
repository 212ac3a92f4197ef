using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>What a method's signature says about who sends what.</summary>
internal sealed class MethodShape
{
    private static readonly HashSet<string> TupleMembers =
        ["CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString"];

    private readonly IMethodSymbol _method;
    private readonly ResultForm _result;

    private MethodShape(IMethodSymbol method, ResultForm result)
    {
        _method = method;
        _result = result;
    }

    /// <summary>
    /// The type of the result, or of an item of the stream that is the result; null where there is none.
    /// </summary>
    public ITypeSymbol? Result { get; private set; }

    /// <summary>The parameter that is a stream.</summary>
    public IParameterSymbol? Stream { get; private set; }

    /// <summary>The type of an item of <see cref="Stream"/>.</summary>
    public ITypeSymbol? Item => Stream is null ? null : ((INamedTypeSymbol)Stream.Type).TypeArguments[0];

    /// <summary>The parameters that the request carries.</summary>
    public List<IParameterSymbol> Fields { get; } = [];

    /// <summary>The parameters that must not stand where they do, and why.</summary>
    public List<(IParameterSymbol Parameter, string Reason, string? Fix)> Misplaced { get; } = [];

    /// <summary>Whether a caller can give up a call that is under way.</summary>
    public bool CanBeCancelled { get; private set; }

    /// <summary>A member of OperationSemantics, or null for the default.</summary>
    public string? Semantics { get; private set; }

    /// <summary>A member of OperationKind.</summary>
    public string Kind => (Stream is null, _result == ResultForm.Stream) switch
    {
        (true, false) => "Unary",
        (true, true) => "ServerStream",
        (false, false) => "ClientStream",
        (false, true) => "Duplex",
    };

    /// <summary>Reads the signature, or says what is wrong with what it returns.</summary>
    public static MethodShape? Of(IMethodSymbol method, KnownSymbols known, out string? problem)
    {
        problem = null;
        if (method.ReturnType.TypeKind == TypeKind.Error) return null;
        if (FormOf(method.ReturnType) is not { } form)
        {
            problem = "an operation returns Task, ValueTask or IAsyncEnumerable";
            return null;
        }

        var shape = new MethodShape(method, form);
        if (method.ReturnType is INamedTypeSymbol { Arity: 1 } type) shape.Result = type.TypeArguments[0];
        shape.ReadParameters();
        bool isOneway = method.Has(known.OnewayAttribute);
        if (isOneway && shape.Result is not null) problem = "a [Oneway] call is not answered, so it has no result";
        else if (isOneway && shape.Stream is not null)
            problem = "a [Oneway] call is one message, so it takes no stream";
        shape.Semantics = isOneway ? "Oneway" : method.Has(known.IdempotentAttribute) ? "Idempotent" : null;
        return shape;
    }

    /// <summary>The name of the parameter's element in the request's tuple.</summary>
    public static string Element(IParameterSymbol parameter)
    {
        // Tuples keep some names for themselves, and Item1 for the first element.
        bool isTaken = TupleMembers.Contains(parameter.Name)
            || parameter.Name.StartsWith("Item", StringComparison.Ordinal);
        return isTaken ? parameter.Name + "_" : Naming.Escape(parameter.Name);
    }

    public MethodModel ToModel(bool needsCast) => new(
        Naming.Escape(_method.Name),
        _method.ReturnType.ToCSharp(),
        _result,
        new(_method.Parameters.Select(parameter => new ParameterModel(
            Naming.Escape(parameter.Name),
            parameter.Type.ToCSharp(),
            Bare(parameter.Type),
            IsCancel(parameter) ? ParameterRole.Cancel
                : parameter.SameAs(Stream) ? ParameterRole.Stream
                : ParameterRole.Field,
            Element(parameter)))),
        needsCast);

    private void ReadParameters()
    {
        foreach (IParameterSymbol parameter in _method.Parameters)
        {
            if (IsCancel(parameter))
            {
                if (CanBeCancelled) Misplaced.Add((parameter, "an operation has one cancellation token", Fixes.RemoveToken));
                else if (parameter.Ordinal != _method.Parameters.Length - 1)
                    Misplaced.Add((parameter, "the cancellation token comes last", Fixes.MoveToken));
                CanBeCancelled = true;
            }
            else if (IsStream(parameter.Type))
            {
                if (Stream is not null) Misplaced.Add((parameter, "an operation takes one stream", null));
                Stream ??= parameter;
            }
            else
            {
                Fields.Add(parameter);
            }
        }
    }

    private static ResultForm? FormOf(ITypeSymbol type) => type switch
    {
        _ when IsStream(type) => ResultForm.Stream,
        INamedTypeSymbol { Name: "Task", Arity: 0 } when IsTasks(type) => ResultForm.Task,
        INamedTypeSymbol { Name: "Task", Arity: 1 } when IsTasks(type) => ResultForm.TaskOfResult,
        INamedTypeSymbol { Name: "ValueTask", Arity: 0 } when IsTasks(type) => ResultForm.ValueTask,
        INamedTypeSymbol { Name: "ValueTask", Arity: 1 } when IsTasks(type) => ResultForm.ValueTaskOfResult,
        _ => null,
    };

    private static bool IsTasks(ITypeSymbol type) =>
        type.ContainingType is null
        && type.NullableAnnotation != NullableAnnotation.Annotated
        && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsStream(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IAsyncEnumerable", Arity: 1, ContainingType: null }
        && type.NullableAnnotation != NullableAnnotation.Annotated
        && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    private static bool IsCancel(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingType: null } type
        && type.ContainingNamespace?.ToDisplayString() == "System.Threading";

    private static string Bare(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsTupleType: true, TupleUnderlyingType: { } underlying } => Bare(underlying),
        IArrayTypeSymbol array => Bare(array.ElementType) + "[]",
        INamedTypeSymbol { IsGenericType: true } named =>
            named.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
                + $"<{string.Join(",", named.TypeArguments.Select(Bare))}>",
        _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
    };
}
