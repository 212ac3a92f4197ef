using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>What is said of mistakes in <c>.x</c> files, and where; what is no mistake.</summary>
public class XdrDiagnosticTests
{
    [Theory]
    [InlineData("struct S { int x }; struct T { int y; };", "(1,16) Expected ';' after 'x'")]
    [InlineData("struct S { x; };\nstruct T { int; };", "(1,13) Expected the field's name, found ';'", "(2,15) Expected the field's name")]
    [InlineData("struct S { void; };", "(1,12) Expected the field's name and its type; void is none")]
    [InlineData("struct S { };", "(1,10) Nothing stands between '{' and '}'")]
    [InlineData("struct S { int x;\nstruct T { int y; };", "(1,10) No '}' belongs to this '{'")]
    [InlineData("program P { version V { int F(void) = 1;\nstruct T { int y; };", "(1,11) No '}' belongs to this '{'", "(1,23) No '}' belongs to this '{'")]
    [InlineData("foo bar;\nconst X = 1;", "(1,1) Expected const, typedef, enum, struct, union or program, found 'foo'")]
    [InlineData("enum E { A = 1 B = 2 };", "(1,16) Expected ',' or '}', found 'B'")]
    [InlineData("union U switch (int x) { int y; };", "(1,26) Expected case or default")]
    [InlineData("program P { version V { int F() = 1; } } = 1;", "(1,40) Expected '=', found '}'")]
    [InlineData("const X = 08;", "(1,11) '08' is no number")]
    [InlineData("const X = 1; $$$ const Y = 2;", "(1,14) '$$$' means nothing")]
    [InlineData("const X = 1; /* no end", "(1,14) This comment has no end")]
    [InlineData("#if 1\nconst X = 1;", "(1,1) '#if': no #endif belongs to it")]
    [InlineData("#else\n#endif\n#elif 1", "(1,1) '#else': no #if", "(2,1) '#endif'", "(3,1) '#elif'")]
    [InlineData("#if 1\n#else\n#else\n#endif", "(3,1) '#else': #else stands above")]
    [InlineData("#if )\n#endif", "(1,1) '#if': this is no condition")]
    [InlineData("#define F(x) x", "(1,1) '#define': macros with parameters")]
    [InlineData("#error nothing works", "(1,1) '#error': nothing works")]
    [InlineData("#frobnicate", "(1,1) '#frobnicate': there is no such line")]
    [InlineData("#include nothing", "(1,1) '#include': a file's name")]
    [InlineData("#include \"other.x\"", "(1,1) 'other.x' cannot be included")]
    [InlineData("struct S { quadruple q; };", "(1,12) 'quadruple' is not supported")]
    [InlineData("struct S { foo f; bar b<SIZE>; };", "(1,12) 'foo' is not declared", "(1,19) 'bar' is not declared")]
    [InlineData("struct S { int b<SIZE>; };", "(1,18) 'SIZE' is not declared")]
    [InlineData("const A = B; const B = A;", "(1,11) 'B': its value is not known", "(1,24) 'A': its value is not known")]
    [InlineData("struct S { int a; int a; };", "(1,23) 'a': another field is called so")]
    [InlineData("struct foo_bar { int a; }; struct FooBar { int a; };", "(1,35) 'FooBar': 'foo_bar' is called FooBar in C# too")]
    [InlineData("const S = 1; struct S { int a; };", "(1,21) 'S': it is declared already")]
    [InlineData("typedef int S; struct S { S a; };", "(1,23) 'S': it is declared already")]
    [InlineData("typedef a b; typedef b a;", "(1,11) 'b': it stands for itself", "(1,24) 'a': it stands for itself")]
    [InlineData("struct S { string x; };", "(1,12) 'string': a limit stands behind the name")]
    [InlineData("struct S { string x[4]; };", "(1,12) 'string': a limit")]
    [InlineData("struct S { opaque x; };", "(1,12) 'opaque': a number stands")]
    [InlineData("typedef int *p; struct S { p *x; };", "(1,28) 'p': it may be none already")]
    [InlineData("struct S { int *x<3>; };", "(1,17) 'x': a declaration is optional or an array")]
    [InlineData("struct S { int x[-1]; };", "(1,18) '-1': a length is from 0")]
    [InlineData("struct S { int x[2147483648]; };", "(1,18) '2147483648': a length is from 0 to 2147483647")]
    [InlineData("struct A { B b; }; struct B { A a[2]; };", "(1,8) 'A': it holds itself")]
    [InlineData("enum E { A = 4294967296 };", "(1,10) 'A': a member of an enum")]
    [InlineData("union U switch (hyper x) { case 1: void; };", "(1,17) Union 'U': 'hyper' tells no arms apart")]
    [InlineData("union U switch (int x) { case 1: void; case 1: void; };", "(1,45) Union 'U': the label 1 is taken")]
    [InlineData("union U switch (int x) { default: void; default: void; };", "(1,41) Union 'U': it has two defaults")]
    [InlineData("union U switch (bool x) { case 2: void; };", "(1,32) Union 'U': the label 2 is no value of 'bool'")]
    [InlineData("const C = \"text\"; struct S { int a[C]; };", "(1,36) 'C' is a text, and this place needs a number")]
    [InlineData("program P { version V { int F(void) = 1; } = 1; } = 1; program Q { version V { int F(void) = 1; } = 1; } = 1;", "(1,108) 'Q': program 1 is 'P' already")]
    [InlineData("program P { version V { int F(void) = 1; } = 1; version W { int F(void) = 1; } = 1; } = 1;", "(1,82) 'W': version 1 is 'V' already")]
    [InlineData("program P { version V { int F(void) = 1; int G(void) = 0x1; } = 1; } = 1;", "(1,56) 'G': procedure 1 is 'F' already")]
    [InlineData("program P { version V { int F(void) = 0; } = 1; } = 1;", "(1,29) 'F': procedure 0 is the null procedure")]
    [InlineData("program P { version V { int F(void) = 1; } = 1; } = -1;", "(1,53) 'P': the number of a program is from 0 to 4294967295")]
    public async Task A_mistake_is_told_where_it_is(string text, params string[] expected)
    {
        IEnumerable<Diagnostic> found = await new IdlWorkbench(("test.x", text)).AnalyzeAsync();
        string[] told = [.. found.OrderBy(d => d.Location.GetLineSpan().StartLinePosition).Select(Print)];
        Assert.True(expected.Length == told.Length, string.Join('\n', told));
        Assert.All(expected.Zip(told), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_rpcgen_takes_beyond_the_standard_compiles() => await new IdlWorkbench(("beyond.x", """
        %#include "beyond.h"
        #define LIMIT 010
        #undef OTHER
        #if defined(LIMIT) && LIMIT == 8 && !defined OTHER
        typedef char letters[LIMIT];
        #elif 1
        nonsense
        #else
        more nonsense
        #endif
        #ifdef RPC_CLNT
        nonsense
        #endif
        #pragma ident "x"
        const NAME = "a name";
        const SAME = LIMIT;
        struct one { unsigned a; unsigned short b; long int c; struct one *next; u_longlong_t d; };
        typedef struct one one;
        typedef struct { int x; } two;
        struct three { struct { int y; } inner; enum { A, B = 5, C } kind; union switch (bool is) { case TRUE: int z; default: void; } choice; };
        program P { version V { two F(string name<8>, one *, letters) = 1; one *G(three) = 2; string H() = 3; } = 1; version W { void N(void) = 0; } = 2; } = 7;
        """)).AcceptAsync();

    [Fact]
    public async Task Files_include_others_and_see_what_they_declare()
    {
        var bench = new IdlWorkbench(
            new Dictionary<string, string> { ["/p/types.x"] = "Shared" },
            ("/p/main.x", "#include \"types.x\"\nstruct holder { item items<MAX>; };"),
            ("/p/types.x", "const MAX = 4;\nstruct item { int number; };"),
            ("/p/user.x", "%#include <p/types.h>\nunion u switch (int x) { case MAX: item one; default: void; };"));
        Compilation output = await bench.AcceptAsync();
        Assert.NotNull(output.GetTypeByMetadataName("Shared.ItemCodec"));
        Assert.NotNull(output.GetTypeByMetadataName("UCodec"));
    }

    [Fact]
    public void Comments_become_documentation()
    {
        List<Mistake> mistakes = [];
        IdlUnit unit = IncludeGraph.Units([FrontEnd.Parse(new("c.x", """
            /*
             * A point <in> the plane.
             */
            struct point {
            	int x;	/* to the right */
            	// upwards
            	int y;
            };
            """, ""))]).Single();
        string declared = FrontEnd.Declare(unit, mistakes).Text;
        Assert.Contains("/// <summary>A point &lt;in&gt; the plane.</summary>", declared, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"X\">to the right</param>", declared, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"Y\">upwards</param>", declared, StringComparison.Ordinal);
    }

    private static string Print(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        Assert.Equal("test.x", span.Path);
        return $"({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}) {diagnostic.GetMessage(null)}";
    }
}
