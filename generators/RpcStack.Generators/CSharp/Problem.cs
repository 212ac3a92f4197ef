using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>A rule that the source breaks, and where.</summary>
internal sealed class Problem(DiagnosticDescriptor rule, Location location, params string[] arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(rule, location, arguments);

    /// <summary>The same where the declaration was made from: another file, which a #line directive names.</summary>
    public Diagnostic AtOrigin()
    {
        FileLinePositionSpan origin = location.GetMappedLineSpan();
        return Diagnostic.Create(rule, Location.Create(origin.Path, default, origin.Span), arguments);
    }
}
