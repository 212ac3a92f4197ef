namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>A type, what is made of it, and a name.</summary>
/// <param name="Type">The type.</param>
/// <param name="Form">What is made of it.</param>
/// <param name="Size">The number between the brackets, or null.</param>
/// <param name="Name">The name; where arguments and results have none, its text is empty.</param>
internal sealed record DeclarationSyntax(XdrTypeSyntax Type, DeclarationForm Form, ValueSyntax? Size, XdrName Name);

/// <summary>What a declaration makes of its type.</summary>
internal enum DeclarationForm
{
    /// <summary>One.</summary>
    Plain,

    /// <summary><c>*</c>: one or none.</summary>
    Optional,

    /// <summary><c>[n]</c>: so many.</summary>
    Fixed,

    /// <summary><c>&lt;n&gt;</c>: at most so many.</summary>
    Variable,
}
