using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RpcStack.Generators.Emit;

namespace RpcStack.Generators.FrontEnds;

/// <summary>From the project's files in other languages to C#: declarations, and what the generator adds to them.</summary>
internal static class IdlPipeline
{
    private const string NamespaceMetadata = "build_metadata.AdditionalFiles.Namespace";

    /// <summary>The declarations of each file.</summary>
    public static IncrementalValuesProvider<DeclarationTree> Trees(IncrementalGeneratorInitializationContext context) =>
        context.AdditionalTextsProvider
            .Where(static text => FrontEnd.For(text.Path) is not null)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancel) => Read(pair.Left, pair.Right, cancel))
            .WithTrackingName("IdlFiles")
            .Select(static (file, _) => FrontEnd.Parse(file))
            .WithTrackingName("IdlSyntax")
            .Collect()
            .SelectMany(static (files, _) => IncludeGraph.Units(files))
            .WithTrackingName("IdlUnits")
            .Select(static (unit, _) => FrontEnd.Declare(unit, []))
            .WithTrackingName("IdlDeclarations")
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, cancel) => DeclarationTree.Parse(pair.Left, (CSharpParseOptions)pair.Right, cancel))
            .WithTrackingName("IdlTrees");

    /// <summary>Everything that is generated for each file.</summary>
    public static IncrementalValuesProvider<SourceFile> Files(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DeclarationTree> trees) =>
        trees.Collect()
            .SelectMany(static (all, _) => DeclarationSet.Of(all))
            .WithTrackingName("IdlSets")
            .Combine(Foundation(context))
            .SelectMany(static (pair, cancel) => pair.Left.Emit(pair.Right, cancel))
            .WithTrackingName("IdlSources");

    /// <summary>Reads a file, and what the build says of it.</summary>
    public static IdlFile Read(
        AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancel)
    {
        options.GetOptions(text).TryGetValue(NamespaceMetadata, out string? space);
        return new(text.Path, text.GetText(cancel)?.ToString() ?? "", space ?? "");
    }

    // The user's references without the user's sources: an edit of C# code leaves it as it is.
    private static IncrementalValueProvider<CSharpCompilation> Foundation(
        IncrementalGeneratorInitializationContext context) =>
        context.MetadataReferencesProvider.Collect()
            .Combine(context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName))
            .Select(static (pair, _) => DeclarationSet.Foundation(pair.Left, pair.Right))
            .WithTrackingName("IdlFoundation");
}
