extern alias Generator;

using System.Text;
using Generator::RpcStack.Generators.FrontEnds;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RpcStack.Cli.Idl;

/// <summary>An interface file on disk.</summary>
internal sealed class InterfaceFile(string path) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(File.ReadAllText(path), Encoding.UTF8);

    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;

    /// <summary>Whether the name is that of an interface file.</summary>
    public static bool Is(string path) => FrontEnd.For(path) is not null;

    /// <summary>Files and, where they are on disk, those that they include, each once.</summary>
    public static IReadOnlyList<InterfaceFile> Read(IEnumerable<string> paths)
    {
        Dictionary<string, InterfaceFile> files = new(StringComparer.Ordinal);
        Queue<string> queue = new(paths);
        while (queue.TryDequeue(out string? next))
        {
            string normal = PathText.Normalize(next);
            if (files.ContainsKey(normal)) continue;
            var file = new InterfaceFile(next);
            files.Add(normal, file);
            foreach (IdlInclude include in FrontEnd.Parse(new IdlFile(next, file._text.ToString(), "")).Includes)
            {
                string included = PathText.Beside(next, include.Name);
                if (Is(included) && File.Exists(included)) queue.Enqueue(included);
            }
        }

        return [.. files.Values];
    }
}
