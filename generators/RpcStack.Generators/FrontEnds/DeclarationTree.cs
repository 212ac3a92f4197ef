using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RpcStack.Generators.FrontEnds;

/// <summary>Declarations, parsed as C#.</summary>
/// <param name="Declarations">The declarations.</param>
/// <param name="Tree">Their syntax; it differs where the text or the way to parse it does.</param>
internal sealed record DeclarationTree(Declarations Declarations, SyntaxTree Tree)
{
    public static DeclarationTree Parse(
        Declarations declarations, CSharpParseOptions options, CancellationToken cancel) => new(
            declarations,
            CSharpSyntaxTree.ParseText(
                SourceText.From(declarations.Text, Encoding.UTF8), options, declarations.HintName, cancel));
}
