using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RpcStack.Generators.Analyzers;

/// <summary>Subscriptions that a project makes, where it calls nowhere what would undo them.</summary>
internal sealed class Subscriptions(KnownSymbols known)
{
    private static readonly (string Do, string Undo)[] Pairs =
    [
        ("Subscribe", "Unsubscribe"), ("Register", "Unregister"), ("Register", "Deregister"), ("Attach", "Detach"),
        ("Add", "Remove"), ("Watch", "Unwatch"), ("Observe", "Unobserve"), ("Follow", "Unfollow"), ("Join", "Leave"),
        ("Listen", "Unlisten"), ("Start", "Stop"), ("Advise", "Unadvise"),
    ];

    private readonly ConcurrentBag<(IInvocationOperation Call, IMethodSymbol[] Undo)> _made = [];
    private readonly ConcurrentDictionary<ISymbol, bool> _called = new(SymbolEqualityComparer.Default);

    /// <summary>Takes note of a call, or of a method that is named.</summary>
    public void Note(OperationAnalysisContext context)
    {
        if (context.Operation is IMethodReferenceOperation reference) _called[reference.Method.OriginalDefinition] = true;
        if (context.Operation is not IInvocationOperation call || !known.IsContract(call.TargetMethod.ContainingType)) return;
        _called[call.TargetMethod.OriginalDefinition] = true;
        if (Undo(call.TargetMethod) is { Length: > 0 } undo) _made.Add((call, undo));
    }

    public void Report(CompilationAnalysisContext context)
    {
        foreach ((IInvocationOperation call, IMethodSymbol[] undo) in _made)
            if (!undo.Any(_called.ContainsKey))
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.NotUndone, call.Syntax.GetLocation(), call.TargetMethod.Name, undo[0].Name));
    }

    // The contract's own word for the opposite, where both take an object by reference.
    private IMethodSymbol[] Undo(IMethodSymbol method)
    {
        if (!TakesReference(method)) return [];
        INamedTypeSymbol contract = method.ContainingType;
        return
        [
            .. Pairs.Where(pair => method.Name.StartsWith(pair.Do, StringComparison.Ordinal))
                .SelectMany(pair => contract.GetMembers(pair.Undo + method.Name.Substring(pair.Do.Length)))
                .OfType<IMethodSymbol>()
                .Where(TakesReference),
        ];
    }

    private bool TakesReference(IMethodSymbol method) => method.Parameters.Any(parameter => known.IsContract(parameter.Type));
}
