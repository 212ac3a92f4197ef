using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>Calls whose thread stands still until they are answered.</summary>
internal static class BlockingWaits
{
    public static Problem? Find(IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax) return null;
        IOperation task = Through(call, "AsTask", "ConfigureAwait");
        string? how = task.Parent switch
        {
            IPropertyReferenceOperation { Property.Name: "Result" } => ".Result",
            IInvocationOperation { TargetMethod.Name: "Wait" } wait when wait.Instance == task => ".Wait()",
            IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter
                when awaiter.Parent is IInvocationOperation { TargetMethod.Name: "GetResult" } => ".GetResult()",
            _ => null,
        };
        if (how is null) return null;
        IOperation whole = task.Parent is IInvocationOperation { TargetMethod.Name: "GetAwaiter" } inner
            ? inner.Parent!
            : task.Parent!;
        return new(Rules.Blocking, whole.Syntax.GetLocation(), how, call.TargetMethod.Name)
        {
            Fix = Functions.IsAsync(call.Syntax) ? Fixes.Await : null,
            Target = call.Syntax.GetLocation(),
        };
    }

    private static IOperation Through(IOperation operation, params string[] methods)
    {
        while (operation.Parent is IInvocationOperation next
            && next.Instance == operation && methods.Contains(next.TargetMethod.Name)) operation = next;
        return operation;
    }
}
