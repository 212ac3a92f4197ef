using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.FrontEnds;

/// <summary>A rule that a file breaks, and where.</summary>
internal sealed record Mistake(DiagnosticDescriptor Rule, SourceSpan Place, EquatableArray<string> Arguments)
{
    public Mistake(DiagnosticDescriptor rule, SourceSpan place, params string[] arguments)
        : this(rule, place, new EquatableArray<string>(arguments))
    {
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Place.ToLocation(), [.. Arguments]);
}
