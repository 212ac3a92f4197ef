using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CSharp;

/// <summary>A rule that the source breaks, and where.</summary>
internal sealed class Problem(DiagnosticDescriptor rule, Location location, params string[] arguments)
{
    /// <summary>One of <see cref="Fixes"/>, or null where none is of use.</summary>
    public string? Fix { get; init; }

    /// <summary>What the fix changes, where that stands elsewhere.</summary>
    public Location? Target { get; init; }

    /// <summary>What the fix puts in, in C#.</summary>
    public string? Value { get; init; }

    public Diagnostic ToDiagnostic()
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (Fix is not null) properties = properties.Add(Fixes.Property, Fix);
        if (Value is not null) properties = properties.Add(Fixes.ValueProperty, Value);
        return Diagnostic.Create(rule, location, Target is null ? [] : [Target], properties, arguments);
    }

    /// <summary>The same where the declaration was made from: another file, which a #line directive names.</summary>
    public Diagnostic AtOrigin()
    {
        FileLinePositionSpan origin = location.GetMappedLineSpan();
        return Diagnostic.Create(rule, Location.Create(origin.Path, default, origin.Span), arguments);
    }
}
