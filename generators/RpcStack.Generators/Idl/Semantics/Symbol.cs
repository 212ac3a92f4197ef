using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>What a name stands for.</summary>
/// <param name="name">The name, where it was first declared.</param>
/// <param name="container">The scope that it is declared in; null of the outermost.</param>
internal abstract class Symbol(Identifier name, Scope? container)
{
    public Identifier Name { get; } = name;

    public Scope? Container { get; } = container;

    /// <summary>What it is, for people: <c>a struct</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The comment that explains it.</summary>
    public string Doc { get; set; } = "";

    /// <summary>Its name in C#.</summary>
    public string CSharpName { get; set; } = "";

    /// <summary>The C# namespace that it is declared in, or the empty string.</summary>
    public string Namespace { get; set; } = "";

    public SourceSpan Place => Name.Place;

    /// <summary>Its name on the wire: the IDL's names, with dots.</summary>
    public string WireName =>
        Container is null or { Container: null } ? Name.Text : $"{Container.WireName}.{Name.Text}";

    /// <summary>Its name on the wire where C# alone gives it one.</summary>
    public string DottedName => $"{CSharpPrefix}{CSharpName.TrimStart('@')}";

    /// <summary>Its full name in C#.</summary>
    public string FullName => $"global::{CSharpPrefix}{CSharpName}";

    private string CSharpPrefix => Container switch
    {
        InterfaceSymbol outer => outer.FullName.Substring("global::".Length) + ".",
        _ => Namespace.Length == 0 ? "" : Namespace + ".",
    };
}
