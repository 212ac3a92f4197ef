using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RpcStack.Generators.Analyzers;

/// <summary>Calls of contracts among other operations.</summary>
internal static class RemoteCalls
{
    /// <summary>The operation's value without conversions.</summary>
    public static IOperation? Bare(IOperation? value)
    {
        while (value is IConversionOperation conversion) value = conversion.Operand;
        return value;
    }

    /// <summary>The call of a contract that is awaited, if the value is that.</summary>
    public static IInvocationOperation? Awaited(IOperation? value, KnownSymbols known)
    {
        if (Bare(value) is not IAwaitOperation wait) return null;
        IOperation? task = wait.Operation;
        while (task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" } wrapper) task = wrapper.Instance;
        return task is IInvocationOperation call && known.IsContract(call.TargetMethod.ContainingType) ? call : null;
    }

    /// <summary>What awaits the call at once, or null.</summary>
    public static IAwaitOperation? AwaitOf(IInvocationOperation call)
    {
        IOperation? task = call;
        while (task.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" } wrapper && wrapper.Instance == task)
            task = wrapper;
        return task.Parent as IAwaitOperation;
    }

    /// <summary>Whether the value is what a call of a contract is made on.</summary>
    public static bool IsReceiver(IOperation value, KnownSymbols known) =>
        value.Parent is IInvocationOperation call && call.Instance == value && known.IsContract(call.TargetMethod.ContainingType);

    /// <summary>The contract of what an operation returns by reference, or null.</summary>
    public static ITypeSymbol? Reference(IInvocationOperation call, KnownSymbols known) =>
        call.TargetMethod.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 1 } task
        && known.IsContract(task.TypeArguments[0])
            ? task.TypeArguments[0]
            : null;

    public static bool IsDisposable(ITypeSymbol type, KnownSymbols known) =>
        known.IsContract(type) && type.AllInterfaces.Contains(known.AsyncDisposable!, SymbolEqualityComparer.Default);
}
