using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RpcStack.Generators.Tests;

/// <summary>
/// Compiles C# as a user's project would: nullable, implicit usings, documentation, warnings as errors.
/// </summary>
internal static class Workbench
{
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using RpcStack;
        """;

    // Tests are documented no better than tests elsewhere; what is generated has its own comments and no excuse.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> Excused =
        ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("CS1591", ReportDiagnostic.Suppress);

    private static readonly Lazy<ImmutableArray<MetadataReference>> AllReferences = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System", StringComparison.Ordinal) || name is "RpcStack.dll" or "netstandard.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ]);

    public static ImmutableArray<MetadataReference> References => AllReferences.Value;

    public static CSharpCompilation Compile(string source, params MetadataReference[] more) =>
        Compile([("Test.cs", source)], strict: false, more);

    /// <summary>Makes a compilation; a strict one warns of public members without a comment too.</summary>
    public static CSharpCompilation Compile(
        IEnumerable<(string Path, string Text)> sources, bool strict, params MetadataReference[] more) =>
        CSharpCompilation.Create(
            "Test",
            [
                CSharpSyntaxTree.ParseText(Usings, ParseOptions, "Usings.cs"),
                .. sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path)),
            ],
            [.. References, .. more],
            Options(strict));

    public static CSharpCompilationOptions Options(bool strict) => new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: strict ? null : Excused);

    public static GeneratorDriver Driver(bool isTracking = false) => CSharpGeneratorDriver.Create(
        [new RpcGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracking));

    /// <summary>Runs the generator and fails the test if it does.</summary>
    public static GeneratorRunResult Generate(Compilation compilation, out Compilation output)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(
            compilation, out output, out ImmutableArray<Diagnostic> problems);
        Assert.Empty(problems);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }

    /// <summary>What the compiler says, from warnings on.</summary>
    public static IEnumerable<Diagnostic> Complaints(this Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>Every analyzer that travels with the generator.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(RpcGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>What the analyzers say; that they do not throw is part of every test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        this Compilation compilation,
        DiagnosticSeverity from = DiagnosticSeverity.Warning,
        params AdditionalText[] files)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(Analyzers, new AnalyzerOptions([.. files]))
            .GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity >= from)];
    }

    /// <summary>Generates, and demands that everything compiles without a warning and breaks no rule.</summary>
    public static async Task<Compilation> AcceptAsync(Compilation compilation)
    {
        Generate(compilation, out Compilation output);
        AssertNone(output.Complaints());
        AssertNone(await output.AnalyzeAsync());
        return output;
    }

    /// <summary>Fails with every one of them, in full.</summary>
    public static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        string text = string.Join('\n', diagnostics.Select(diagnostic => diagnostic.ToString()));
        Assert.True(text.Length == 0, text);
    }
}
