extern alias Generator;

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Generator::RpcStack.Generators;
using Generator::RpcStack.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RpcStack.Cli.Idl;

/// <summary>Compiles contracts with the package's own generator into an assembly that is never on disk.</summary>
internal static class MemoryCompilation
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // The class library and the run time, as the tool itself has them.
    private static readonly Lazy<ImmutableArray<MetadataReference>> AllReferences = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "RpcStack.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>What every compilation refers to.</summary>
    public static ImmutableArray<MetadataReference> References => AllReferences.Value;

    /// <summary>Compiles C# and interface files.</summary>
    /// <exception cref="SourceException">They do not compile.</exception>
    public static async Task<Assembly> CompileAsync(
        IEnumerable<SyntaxTree> sources, IEnumerable<AdditionalText> files, CancellationToken cancel)
    {
        ImmutableArray<AdditionalText> additional = [.. files];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Contracts",
            sources,
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create([new RpcGenerator().AsSourceGenerator()], additional, ParseOptions)
            .RunGeneratorsAndUpdateCompilation(
                compilation, out Compilation complete, out ImmutableArray<Diagnostic> mistakes, cancel);
        // What the analyzer knows to be wrong was left out by the generator, and the compiler would only repeat it.
        Check([.. mistakes, .. await AnalyzeAsync(compilation, additional, cancel).ConfigureAwait(false)]);
        using var image = new MemoryStream();
        Check(complete.Emit(image, cancellationToken: cancel).Diagnostics);
        image.Position = 0;
        return new AssemblyLoadContext("Contracts").LoadFromStream(image);
    }

    /// <summary>A file of C#.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation, ImmutableArray<AdditionalText> files, CancellationToken cancel)
    {
        if (files.IsEmpty) return [];
        return await compilation
            .WithAnalyzers([new IdlAnalyzer()], new AnalyzerOptions(files))
            .GetAnalyzerDiagnosticsAsync(cancel)
            .ConfigureAwait(false);
    }

    private static void Check(IEnumerable<Diagnostic> diagnostics)
    {
        string[] errors =
        [
            .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition)
                .Select(diagnostic => diagnostic.ToString())
                .Distinct(),
        ];
        if (errors.Length > 0) throw new SourceException(errors);
    }
}
