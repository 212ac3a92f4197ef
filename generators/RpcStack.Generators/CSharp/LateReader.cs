using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.CSharp;

/// <summary>
/// Reads again what names types that the user's C# does not declare: a generator cannot see its own output, so the
/// declarations made from other languages are added here.
/// </summary>
internal static class LateReader
{
    /// <summary>The files of those declarations that can be emitted.</summary>
    public static IEnumerable<SourceFile> Emit(
        ImmutableArray<string> names,
        Compilation compilation,
        ImmutableArray<DeclarationTree> declarations,
        CancellationToken cancel)
    {
        if (names.IsEmpty) yield break;
        KnownSymbols known = KnownSymbols.For(
            compilation.AddSyntaxTrees(declarations.Select(declaration => declaration.Tree)));
        foreach (string name in names.Distinct())
        {
            cancel.ThrowIfCancellationRequested();
            if (known.Compilation.Assembly.GetTypeByMetadataName(name) is not { } type) continue;
            if (known.IsContract(type) && ContractParser.Parse(type, known).Model is { } contract)
                yield return ContractEmitter.Emit(contract);
            if (Reader.Codec(type, known) is { } codec) yield return CodecEmitter.Emit(codec);
        }
    }
}
