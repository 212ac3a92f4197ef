using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>Loops whose every turn waits for an answer that the next one does not need.</summary>
internal static class SequentialCalls
{
    public static Problem? Find(IForEachLoopOperation loop, KnownSymbols known)
    {
        if (loop.IsAsynchronous || loop.Syntax is not ForEachStatementSyntax syntax) return null;
        if (Only(loop.Body) is not IExpressionStatementOperation { Operation: var turn }) return null;
        IInvocationOperation? add = turn as IInvocationOperation;
        if (add is not null && !IsAdd(add)) return null;
        IOperation answer = add is null ? turn : add.Arguments[0].Value;
        if (RemoteCalls.Awaited(answer, known) is not { } call || !IsRepeatable(call, known)) return null;
        // Nothing else is done in a turn, so a call can depend on the one before by the list alone.
        ISymbol? list = add?.Instance is { } collected ? Symbol(collected) : null;
        IEnumerable<IOperation> parts = call.DescendantsAndSelf().Concat(loop.Collection.DescendantsAndSelf());
        if (parts.Any(part => part is IAwaitOperation || (list is not null && Symbol(part).SameAs(list)))) return null;
        return new(Rules.Sequential, call.Syntax.GetLocation(), call.TargetMethod.Name)
        {
            Fix = HasSelect(loop, syntax) ? Fixes.SendTogether : null,
            Target = syntax.GetLocation(),
            Value = call.TargetMethod.ReturnType.Name == "Task" ? "" : ".AsTask()",
        };
    }

    private static IOperation? Only(IOperation body) => body is IBlockOperation block
        ? block.Operations.Length == 1 ? block.Operations[0] : null
        : body;

    private static bool IsAdd(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "Add", ContainingType: { Name: "List", Arity: 1 } }, Arguments.Length: 1, Instance: not null }
        && Symbol(call.Instance) is not null;

    // One that fails half-way has made fewer calls than all at once, which only what is idempotent does not mind.
    private static bool IsRepeatable(IInvocationOperation call, KnownSymbols known) =>
        call.TargetMethod.OriginalDefinition.Has(known.IdempotentAttribute)
        && call.TargetMethod.ReturnType.Name is "Task" or "ValueTask";

    private static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static bool HasSelect(IForEachLoopOperation loop, ForEachStatementSyntax syntax) =>
        RemoteCalls.Bare(loop.Collection)?.Type is { } type
        && loop.SemanticModel!.LookupSymbols(syntax.SpanStart, type, "Select", includeReducedExtensionMethods: true).Any();
}
