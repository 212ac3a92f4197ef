using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RpcStack.Generators.Tests;

/// <summary>
/// What the build says: the namespace of each additional file, by its path, and that the project is in the folder /p.
/// </summary>
internal sealed class Metadata(IReadOnlyDictionary<string, string> namespaces) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(null);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(namespaces.GetValueOrDefault(textFile.Path));

    private sealed class Options(string? space) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_metadata.AdditionalFiles.Namespace" => space,
                "build_property.ProjectDir" => "/p/",
                _ => null,
            };
            return value is not null;
        }
    }
}
