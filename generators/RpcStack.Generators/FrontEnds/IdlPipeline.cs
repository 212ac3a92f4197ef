using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RpcStack.Generators.Emit;

namespace RpcStack.Generators.FrontEnds;

/// <summary>From the project's files in other languages to C#: declarations, and what the generator adds to them.</summary>
internal static class IdlPipeline
{
    private const string NamespaceMetadata = "build_metadata.AdditionalFiles.Namespace";

    /// <summary>Each file of the project beside what it includes.</summary>
    public static IncrementalValuesProvider<IdlUnit> Units(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<CSharpCompilation> foundation)
    {
        IncrementalValuesProvider<ParsedFile> own = context.AdditionalTextsProvider
            .Where(static text => FrontEnd.For(text.Path) is not null)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancel) => Read(pair.Left, pair.Right, cancel))
            .WithTrackingName("IdlFiles")
            .Select(static (file, _) => FrontEnd.Parse(file))
            .WithTrackingName("IdlSyntax");
        // Who includes nothing need not look through references.
        IncrementalValueProvider<bool> isNeeded = own.Collect()
            .Select(static (files, _) => files.Any(file => file.Includes.Count > 0));
        IncrementalValuesProvider<ParsedFile> referenced = foundation
            .Combine(isNeeded)
            .SelectMany(static (pair, _) => pair.Right ? SharedFiles.Of(pair.Left) : [])
            .WithTrackingName("IdlReferencedFiles")
            .Select(static (file, _) => FrontEnd.Parse(file));
        return own.Collect()
            .Combine(referenced.Collect())
            .SelectMany(static (pair, _) => IncludeGraph.Units([.. pair.Left, .. pair.Right]))
            .WithTrackingName("IdlUnits");
    }

    /// <summary>The declarations of each file.</summary>
    public static IncrementalValuesProvider<DeclarationTree> Trees(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<IdlUnit> units) =>
        units.Select(static (unit, _) => FrontEnd.Declare(unit, []))
            .WithTrackingName("IdlDeclarations")
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, cancel) => DeclarationTree.Parse(pair.Left, (CSharpParseOptions)pair.Right, cancel))
            .WithTrackingName("IdlTrees");

    /// <summary>Everything that is generated of the declarations of each file.</summary>
    public static IncrementalValuesProvider<SourceFile> Files(
        IncrementalValueProvider<CSharpCompilation> foundation, IncrementalValuesProvider<DeclarationTree> trees) =>
        trees.Collect()
            .SelectMany(static (all, _) => DeclarationSet.Of(all))
            .WithTrackingName("IdlSets")
            .Combine(foundation)
            .SelectMany(static (pair, cancel) => pair.Left.Emit(pair.Right, cancel))
            .WithTrackingName("IdlSources");

    /// <summary>What lets other projects include each file.</summary>
    public static IncrementalValuesProvider<SourceFile> Shared(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<IdlUnit> units) =>
        units.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => SharedFiles.Emit(pair.Left, pair.Right))
            .WithTrackingName("IdlShared");

    /// <summary>Reads a file, and what the build says of it.</summary>
    public static IdlFile Read(
        AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancel)
    {
        options.GetOptions(text).TryGetValue(NamespaceMetadata, out string? space);
        return new(text.Path, text.GetText(cancel)?.ToString() ?? "", space ?? "");
    }

    /// <summary>The user's references without the user's sources: an edit of C# code leaves it as it is.</summary>
    public static IncrementalValueProvider<CSharpCompilation> Foundation(
        IncrementalGeneratorInitializationContext context) =>
        context.MetadataReferencesProvider.Collect()
            .Combine(context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName))
            .Select(static (pair, _) => DeclarationSet.Foundation(pair.Left, pair.Right))
            .WithTrackingName("IdlFoundation");
}
