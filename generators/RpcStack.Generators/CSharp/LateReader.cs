using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

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
            List<TypeEdge> edges = [];
            if (known.IsContract(type) && ContractParser.Parse(type, known).Model is { } contract)
            {
                edges = known.ParseOperations(type).Edges;
                yield return ContractEmitter.Emit(contract);
            }

            if (Reader.Codec(type, known) is { } codec)
            {
                edges = known.Parse(type).Edges;
                yield return CodecEmitter.Emit(codec);
            }

            foreach (CodecModel borrowed in BorrowedTypes.Codecs(edges, known)) yield return CodecEmitter.Emit(borrowed);
        }
    }
}
