using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RpcStack.Generators.Tests;

/// <summary>A project with files in other languages beside its C#.</summary>
internal sealed class IdlWorkbench
{
    private readonly ImmutableArray<AdditionalText> _files;
    private readonly Metadata _metadata;

    public IdlWorkbench(params (string Path, string Text)[] files) : this(new Dictionary<string, string>(), files)
    {
    }

    public IdlWorkbench(IReadOnlyDictionary<string, string> namespaces, params (string Path, string Text)[] files)
    {
        _files = [.. files.Select(file => new MemoryText(file.Path, file.Text))];
        _metadata = new(namespaces);
    }

    public GeneratorDriver Driver(bool isTracking = false) => CSharpGeneratorDriver.Create(
        [new RpcGenerator().AsSourceGenerator()],
        _files,
        Workbench.ParseOptions,
        _metadata,
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracking));

    /// <summary>Runs the generator and fails the test if it does.</summary>
    public GeneratorRunResult Generate(Compilation compilation, out Compilation output)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(
            compilation, out output, out ImmutableArray<Diagnostic> problems);
        Assert.Empty(problems);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }

    /// <summary>Generates, and demands that everything compiles without a warning and breaks no rule.</summary>
    public async Task<Compilation> AcceptAsync(string source = "", params MetadataReference[] more)
    {
        Generate(Workbench.Compile([("Test.cs", source)], strict: true, more), out Compilation output);
        Workbench.AssertNone(output.Complaints());
        Workbench.AssertNone(await output.AnalyzeAsync());
        Workbench.AssertNone((await AnalyzeAsync(output)).Where(d => d.Severity >= DiagnosticSeverity.Warning));
        return output;
    }

    /// <summary>What the analyzer says of the files.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation? compilation = null)
    {
        compilation ??= Workbench.Compile("");
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new IdlAnalyzer()], new AnalyzerOptions(_files, _metadata))
            .GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        return diagnostics;
    }
}
