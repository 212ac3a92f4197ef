extern alias Generator;

using System.Text;
using Generator::RpcStack.Generators.FrontEnds;
using RpcStack.Cli.Idl.Format;

namespace RpcStack.Cli.Tests.Idl;

/// <summary>Interface files, and other layouts of them.</summary>
internal static class Layouts
{
    private const string RealFolder = "/usr/include/rpcsvc";

    /// <summary>The interface files of this repository.</summary>
    public static IEnumerable<string> Own =>
        new[] { "idl", "samples", "tests" }.SelectMany(folder => Files(BuiltProgram.PathTo(folder)));

    /// <summary>Files that others wrote for rpcgen, in their own layout.</summary>
    public static IEnumerable<string> Real => Files(RealFolder);

    public static bool IsXdr(string path) => path.EndsWith(".x", StringComparison.Ordinal);

    public static string Format(string path) => Formatter.Format(File.ReadAllText(path), IsXdr(path));

    /// <summary>What a text declares, with the documentation, but not where it says so.</summary>
    public static string Meaning(string path, string text)
    {
        IdlUnit unit = IncludeGraph.Units([FrontEnd.Parse(new IdlFile(path, text, ""))]).Single();
        IEnumerable<string> lines = FrontEnd.Declare(unit, []).Text.Split('\n');
        return string.Join('\n', lines.Where(line => !line.TrimStart().StartsWith("#line", StringComparison.Ordinal)));
    }

    /// <summary>The same text with other white space, where that says nothing.</summary>
    public static string Disorder(string text, bool isXdr, Random random)
    {
        IReadOnlyList<Piece> pieces = PieceReader.Read(text, isXdr);
        var result = new StringBuilder();
        for (int i = 0; i < pieces.Count; i++)
        {
            if (i > 0) result.Append(Space(pieces[i - 1], pieces[i], random));
            result.Append(pieces[i].Text);
        }

        return result.Append(Any(random, "", "\n", " \n\n")).ToString();
    }

    // Only what stands alone on a line, or behind a token, is bound to its line. What begins a definition at the very
    // beginning of a line ends what is still open, so that a brace that is missing is told where it is.
    private static string Space(Piece before, Piece piece, Random random)
    {
        int lines = piece.Line - before.EndLine;
        if (lines == 0 && before.Touches(piece)) return "";
        if (lines < 2 && before.IsToken && piece.IsToken) return Any(random, " ", "\t", "   ", "\n ", "\n\t ", " \n\t");
        string margin = piece.Kind == PieceKind.Directive ? "" : Any(random, " ", "\t", "       ");
        return lines switch
        {
            0 => Any(random, " ", "\t", "    "),
            1 => Any(random, "\n", " \n") + margin,
            _ => Any(random, "\n\n", "\n \n", "\n\n\n\t\n") + margin,
        };
    }

    private static string Any(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static IEnumerable<string> Files(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".idl", StringComparison.Ordinal) || IsXdr(path))
        .Where(path => !path.Contains("/bin/", StringComparison.Ordinal))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
