using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>A type, by name.</summary>
/// <param name="Name">The name; of a type with a name in C, that: <c>int</c>, <c>unsigned hyper</c>.</param>
/// <param name="Tag"><c>struct</c>, <c>enum</c> or <c>union</c> where that stands in front of the name, or nothing.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record XdrTypeSyntax(string Name, string Tag, SourceSpan Place)
{
    public bool IsText => Tag.Length == 0 && Name == "string";

    public bool IsOpaque => Tag.Length == 0 && Name == "opaque";
}
