using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Tests;

/// <summary>That whatever a <c>.x</c> file holds, the front end ends, and says where each mistake is.</summary>
public class XdrFuzzTests
{
    private static readonly string[] Fragments =
    [
        "struct S {", "};", "}", "{", ";", ",", "<", ">", "(", ")", "[", "]", "=", "-", "*", ":", "%", "\n%", "\"", "'", "/*",
        "*/", "//", "\n", "\\\n", "\n#include \"a.x\"\n", "\n#define X X\n", "\n#define Y X Y X\n", "\n#if X > 1 && defined(Y)\n",
        "\n#else\n", "\n#endif\n", "\n#elif 1\n", "\n#error no\n", "\n%#define MAX 8\n", "\n%#include <fuzz.h>\n", "union U switch (int a)",
        "enum E", "case 1:", "case RED:", "default:", "typedef", "const X =", "opaque", "string", "unsigned", "hyper", "quadruple",
        "program P {", "version V {", "void", "void F(void) = 0;", "= 1;", "0x", "0777", "99999999999999999999", "18446744073709551615",
        "color", "node", "list", "name", "bool", "TRUE", "netobj", "struct", "struct {", "\0", "é", "int x;", "struct node n;",
    ];

    private static readonly string Everything = File.ReadAllText(
        Path.Combine(TestFiles.Root, "tests/Contracts/RpcStack.TestContracts/Xdr/everything.x"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ten_thousand_mutated_files_end_with_mistakes_that_have_places(int seed)
    {
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 10_000; i++)
        {
            string text = Mutation.Of(i % 2 == 0 ? Everything : Piece(random), Fragments, random);
            (string declared, List<Mistake> mistakes) = Declare(text);
            foreach (Mistake mistake in mistakes) AssertPlaced(mistake, text);
            if (i % 50 == 0) AssertParses(declared, text);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task What_has_no_mistake_compiles_and_what_has_some_makes_no_others()
    {
        var random = new Random(4);
        for (int i = 0; i < 60; i++)
        {
            var bench = new IdlWorkbench(("fuzz.x", Mutation.Of(Everything, Fragments, random)));
            bench.Generate(Workbench.Compile(""), out Compilation output);
            Workbench.AssertNone(output.Complaints());
            Assert.All(
                await bench.AnalyzeAsync(),
                found => Assert.Contains(found.Id[..5], (string[])["RPC11", "RPC10"]));
        }
    }

    [Theory]
    [InlineData("struct S { ", "struct { ", "} a; ", "};")]
    [InlineData("union U switch (int x) { case 1: ", "struct { ", "} a; ", "};")]
    [InlineData("typedef ", "struct { ", "} a; ", "")]
    [InlineData("const X = ", "-", "", "1;")]
    [InlineData("\n#if ", "(", ")", "\n#endif\n")]
    [InlineData("\n#if ", "!", "", "1\n#endif\n")]
    [InlineData("\n#if 1", " + 1", "", "\n#endif\n")]
    [InlineData("", "\n#if 1\n", "\n#endif\n", "struct S { };")]
    [InlineData("", "program P { version V {", "} = 1; } = 1;", "")]
    [InlineData("", "/*", "*/", "struct")]
    public void Three_thousand_levels_are_a_mistake_and_no_crash(string head, string open, string close, string tail)
    {
        string text = head + Repeat(open, 3_000) + Repeat(close, 3_000) + tail;
        (_, List<Mistake> mistakes) = Declare(text);
        if (!open.StartsWith(" +", StringComparison.Ordinal)) Assert.NotEmpty(mistakes);
        Assert.All(mistakes, mistake => AssertPlaced(mistake, text));
    }

    [Theory]
    [InlineData("typedef T{0} T{1}<>;")]
    [InlineData("typedef T{0} T{1};")]
    [InlineData("struct T{1} {{ T{0} inner; }};")]
    [InlineData("struct T{1} {{ T{0} *inner; }};")]
    [InlineData("const T{1} = T{0};")]
    [InlineData("#define T{1} T{0} T{0}")]
    public void Chains_of_three_thousand_declarations_are_no_recursion(string link)
    {
        var text = new StringBuilder(link[0] switch { 's' => "struct T0 { int x; };\n", 'c' => "const T0 = 1;\n", _ => "typedef int T0;\n" });
        for (int i = 0; i < 3_000; i++) text.AppendFormat(CultureInfo.InvariantCulture, link, i, i + 1).Append('\n');
        text.Append("T3000\n");
        var watch = Stopwatch.StartNew();
        (_, List<Mistake> mistakes) = Declare(text.ToString());
        Assert.All(mistakes, mistake => AssertPlaced(mistake, text.ToString()));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    private static (string Declared, List<Mistake> Mistakes) Declare(string text)
    {
        List<Mistake> mistakes = [];
        IdlUnit unit = IncludeGraph.Units([FrontEnd.Parse(new("fuzz.x", text, ""))]).Single();
        return (FrontEnd.Declare(unit, mistakes).Text, mistakes);
    }

    private static void AssertPlaced(Mistake mistake, string text)
    {
        Assert.Equal("fuzz.x", mistake.Place.Path);
        Assert.InRange(mistake.Place.Start, 0, text.Length);
        Assert.InRange(mistake.Place.Start + mistake.Place.Length, mistake.Place.Start, text.Length);
        Assert.True(mistake.Place.EndLine >= mistake.Place.Line, mistake.ToString());
        Assert.False(string.IsNullOrWhiteSpace(mistake.ToDiagnostic().GetMessage(null)), mistake.Rule.Id);
    }

    private static void AssertParses(string declared, string text)
    {
        Diagnostic? error = CSharpSyntaxTree.ParseText(declared, Workbench.ParseOptions).GetDiagnostics().FirstOrDefault();
        Assert.True(error is null, $"{error}\n{declared}\n{text}");
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Piece(Random random)
    {
        int start = random.Next(Everything.Length - 400);
        return Everything.Substring(start, random.Next(1, 400));
    }
}
