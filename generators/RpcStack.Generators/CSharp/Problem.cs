using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>A rule that the source breaks, and where.</summary>
internal sealed class Problem(DiagnosticDescriptor rule, Location location, params string[] arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(rule, location, arguments);
}
