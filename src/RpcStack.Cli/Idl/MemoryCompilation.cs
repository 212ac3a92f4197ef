extern alias Generator;

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Generator::RpcStack.Generators;

namespace RpcStack.Cli.Idl;

/// <summary>Compiles contracts with the package's own generator into an assembly that is never on disk.</summary>
internal static class MemoryCompilation
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // The class library and the run time, as the tool itself has them.
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "RpcStack.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Compiles C# and interface files.</summary>
    /// <exception cref="CliException">They do not compile; the message has every error with its place.</exception>
    public static Assembly Compile(IEnumerable<SyntaxTree> sources, ImmutableArray<AdditionalText> files)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Contracts",
            sources,
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create([new RpcGenerator().AsSourceGenerator()], files, ParseOptions)
            .RunGeneratorsAndUpdateCompilation(
                compilation, out Compilation complete, out ImmutableArray<Diagnostic> mistakes);
        Check(mistakes);
        using var image = new MemoryStream();
        Check(complete.Emit(image).Diagnostics);
        image.Position = 0;
        return new AssemblyLoadContext("Contracts").LoadFromStream(image);
    }

    /// <summary>A file of C#.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static void Check(IEnumerable<Diagnostic> diagnostics)
    {
        string[] errors =
        [
            .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString()),
        ];
        if (errors.Length > 0) throw new CliException(string.Join('\n', errors));
    }
}
