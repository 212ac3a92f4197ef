using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RpcStack.Generators.Tests;

/// <summary>What the build says of additional files: the namespace of each, by its path.</summary>
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
            value = key == "build_metadata.AdditionalFiles.Namespace" ? space : null;
            return value is not null;
        }
    }
}
