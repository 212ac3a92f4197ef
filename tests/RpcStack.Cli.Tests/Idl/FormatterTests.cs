using RpcStack.Cli.Idl.Format;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Idl;

public sealed class FormatterTests
{
    private const int Layouts = 40;

    public static TheoryData<string> Own => [.. Idl.Layouts.Own];

    [Theory]
    [MemberData(nameof(Own))]
    public void A_layout_says_what_the_file_said_and_needs_no_other(string path) => AssertFormats(path);

    [PeerFact("/usr/include/rpcsvc/nfs_prot.x")]
    public void Files_that_others_wrote_are_laid_out_too()
    {
        Assert.Equal(17, Idl.Layouts.Real.Count());
        Assert.All(Idl.Layouts.Real, AssertFormats);
    }

    [Fact]
    public void The_contracts_of_the_services_are_laid_out() =>
        Assert.All(
            Directory.GetFiles(BuiltProgram.PathTo("idl")),
            path => Assert.Equal(File.ReadAllText(path), Idl.Layouts.Format(path)));

    [Theory]
    [InlineData("struct A{long x,y;};", "struct A {\n  long x, y;\n};\n")]
    [InlineData("struct A { } ;", "struct A {};\n")]
    [InlineData("", "")]
    [InlineData("\n\n// alone", "// alone\n")]
    [InlineData("struct A {\n\n\n  long x;\n\n\n  long y;\n\n};", "struct A {\n  long x;\n\n  long y;\n};\n")]
    [InlineData("enum A { B /*b*/ , /*c*/ C } ;", "enum A {\n  B /*b*/, /*c*/\n  C\n};\n")]
    [InlineData("typedef sequence<sequence<long,2>> A;", "typedef sequence<sequence<long, 2> > A;\n")]
    [InlineData("const long A = - ( 16>>2 ) *~3-B :: C;", "const long A = -(16 >> 2) * ~3 - B::C;\n")]
    [InlineData("typedef string<( 16>>2 )> A;", "typedef string<(16 >> 2)> A;\n")]
    [InlineData("@value( 1 )@x enum A { @value (2) B };", "@value(1) @x enum A {\n  @value(2) B\n};\n")]
    [InlineData("interface A:B,::C { attribute ::B b getraises(E)setraises(F,G); };",
        "interface A : B, ::C {\n  attribute ::B b getraises (E) setraises (F, G);\n};\n")]
    [InlineData("union A switch(long){case 1:case -2:long b;default:string<3>c;};",
        "union A switch (long) {\n  case 1:\n  case -2:\n    long b;\n  default:\n    string<3> c;\n};\n")]
    public void OMG_IDL_has_one_layout(string text, string expected) =>
        Assert.Equal(expected, Formatter.Format(text, isXdr: false));

    [Theory]
    [InlineData("typedef opaque a [ 3 ];typedef b * c;", "typedef opaque a[3];\ntypedef b *c;\n")]
    [InlineData("program P{version V{node*F( node * , string <> )=1;}=2;}=0x3;",
        "program P {\n  version V {\n    node *F(node *, string<>) = 1;\n  } = 2;\n} = 0x3;\n")]
    [InlineData("  #define A 1 \\\n + 2  \n%raw {\nstruct a{int b;};", "#define A 1 \\\n + 2\n%raw {\nstruct a {\n  int b;\n};\n")]
    [InlineData("#ifdef A\nstruct a {\n#else\nstruct b {\n#endif\nint c;\n};", "#ifdef A\nstruct a {\n#else\nstruct b {\n#endif\n  int c;\n};\n")]
    [InlineData("#if 0\nwhat's `this`?\n#endif", "#if 0\nwhat's `this`?\n#endif\n")]
    [InlineData("struct a { struct { int b; } c ; };", "struct a {\n  struct {\n    int b;\n  } c;\n};\n")]
    public void So_has_ONC_RPC_language(string text, string expected) =>
        Assert.Equal(expected, Formatter.Format(text, isXdr: true));

    [Fact]
    public void What_is_too_long_for_a_line_has_a_line_for_each_parameter()
    {
        string name = new('n', 40);

        string text = Formatter.Format(
            $"interface I {{ void f(in map<string, long> {name}, /* the second */ in @default(1) long {name}2, in long {name}3) raises (E); }};",
            isXdr: false);

        Assert.Equal(
            $$"""
            interface I {
              void f(
                  in map<string, long> {{name}}, /* the second */
                  in @default(1) long {{name}}2,
                  in long {{name}}3) raises (E);
            };

            """,
            text);
        Assert.Equal(text, Formatter.Format(text, isXdr: false));
    }

    [Fact]
    public void Comments_stay_with_what_they_are_about()
    {
        const string Text = """
            interface I { // of the interface

            // apart

               /* of the
            * operation */
            void f(in long a, // of a
              // of b
              in long b); // of f
            };
            """;

        Assert.Equal(
            """
            interface I { // of the interface

              // apart

              /* of the
               * operation */
              void f(in long a, // of a
                  // of b
                  in long b); // of f
            };

            """,
            Formatter.Format(Text, isXdr: false));
    }

    [Fact]
    public void Line_ends_stay_what_they_are() =>
        Assert.Equal("// a\r\nstruct A {};\r\n", Formatter.Format("// a\r\nstruct A{};", isXdr: false));

    private static void AssertFormats(string path)
    {
        string text = File.ReadAllText(path);
        bool isXdr = Idl.Layouts.IsXdr(path);
        string meaning = Idl.Layouts.Meaning(path, text);
        string formatted = Formatter.Format(text, isXdr);

        Assert.Equal(meaning, Idl.Layouts.Meaning(path, formatted));
        Assert.Equal(formatted, Formatter.Format(formatted, isXdr));
        Assert.Equal(Words(text, isXdr), Words(formatted, isXdr));
        var random = new Random(4711);
        for (int i = 0; i < Layouts; i++)
        {
            string other = Idl.Layouts.Disorder(text, isXdr, random);
            Assert.Equal(meaning, Idl.Layouts.Meaning(path, other));
            Assert.Equal(formatted, Formatter.Format(other, isXdr));
        }
    }

    // Every token, comment and preprocessor line; the margins of comments are no part of them.
    private static IEnumerable<string> Words(string text, bool isXdr) => PieceReader.Read(text, isXdr)
        .Select(piece => string.Join('\n', piece.Text.Split('\n').Select(line => line.Trim())));
}
