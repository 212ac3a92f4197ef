using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Emit;

/// <summary>The words that C# reserves.</summary>
internal static class Keywords
{
    public static bool Is(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None;
}
