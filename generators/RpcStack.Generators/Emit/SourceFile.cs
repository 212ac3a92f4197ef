using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RpcStack.Generators.Emit;

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string HintName, string Text)
{
    /// <summary>
    /// Hands over all files under names that differ; a name taken twice would cost every file (CS8785).
    /// </summary>
    public static void AddAll(SourceProductionContext output, ImmutableArray<SourceFile> files)
    {
        HashSet<string> exact = new(StringComparer.Ordinal);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (SourceFile file in files)
        {
            // Of two declarations of one type the compiler complains already.
            if (!exact.Add(file.HintName)) continue;
            string name = file.HintName;
            for (int n = 2; !names.Add(name); n++) name = file.HintName.Replace(".g.cs", $".{n}.g.cs");
            output.AddSource(name, SourceText.From(file.Text, Encoding.UTF8));
        }
    }
}
