using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>Which rule speaks of which mistake in IDL, and where.</summary>
public class IdlDiagnosticTests
{
    [Theory]
    [InlineData("struct A { long {|RPC1001:x|} };")]
    [InlineData("struct A { long {|RPC1001:1|}; }; struct B { {|RPC1001:=|} x; };")]
    [InlineData("module M { struct A { long x; }{|RPC1001:;|}")]
    [InlineData("struct A { long x; }; {|RPC1001:}|};")]
    [InlineData("interface I { void f({|RPC1001:long|} x); };")]
    [InlineData("interface I { long f(in {|RPC1001:void|} x); };")]
    [InlineData("const string S = {|RPC1002:\"abc|}")]
    [InlineData("const char C = {|RPC1002:'ab'|};")]
    [InlineData("const char C = '{|RPC1002:\\q|}';")]
    [InlineData("const long L = {|RPC1002:0x|};")]
    [InlineData("const long L = {|RPC1002:08|};")]
    [InlineData("const long L = {|RPC1002:1.5d|};")]
    [InlineData("struct A { long x; {|RPC1002:$|} };")]
    [InlineData("{|RPC1002:/*|} never closed")]
    [InlineData("{|RPC1003:#if X|}\nstruct A { long x; };\n#endif")]
    [InlineData("{|RPC1003:#define N 3|}\nstruct A { long x; };")]
    [InlineData("{|RPC1003:#include other|}\nstruct A { long x; };")]
    [InlineData("{|RPC1004:#include \"none.idl\"|}\nstruct A { long x; };")]
    [InlineData("{|RPC1004:#include \"test.idl\"|}\nstruct A { long x; };")]
    [InlineData("{|RPC1006:valuetype|} V { public long x; };\nstruct A { long x; };")]
    [InlineData("{|RPC1006:local|} interface I { };")]
    [InlineData("struct A { {|RPC1006:any|} x; {|RPC1006:fixed|}<3, 2> y; {|RPC1006:long double|} z; };")]
    [InlineData("struct A { {|RPC1006:enum|} E { X } e; };")]
    [InlineData("interface I { void f() {|RPC1006:context|} (\"a\"); };")]
    [InlineData("module M { }; struct A { {|RPC1007:Nothing|} x; M::{|RPC1007:Y|} y; };")]
    [InlineData("struct Entry { long x; }; struct A { {|RPC1007:entry|} e; };")]
    [InlineData("struct A { long x; }; struct {|RPC1008:A|} { long y; };")]
    [InlineData("struct A { long x; }; enum {|RPC1008:a|} { Y };")]
    [InlineData("struct {|RPC1008:Octet|} { long x; };")]
    [InlineData("interface I { void get_x(); void {|RPC1008:GetX|}(); };")]
    [InlineData("interface I { void f(in long a, in long {|RPC1008:A|}); };")]
    [InlineData("struct A { long ab_c; long {|RPC1008:AbC|}; };")]
    [InlineData("exception E { }; struct A { {|RPC1009:E|} e; };")]
    [InlineData("struct S { long x; }; interface I { void f() raises ({|RPC1009:S|}); };")]
    [InlineData("enum C { X }; const C D = {|RPC1009:C|}::X;")]
    [InlineData("struct S { long x; }; interface I : {|RPC1009:S|} { };")]
    [InlineData("struct S { map<{|RPC1009:float|}, long> m; };")]
    [InlineData("struct {|RPC1010:S|};")]
    [InlineData("struct S { {|RPC1010:S|} s; };")]
    [InlineData("struct S { {|RPC1010:S|} s[2]; sequence<S> t; @optional S u; };")]
    [InlineData("union U switch (long) { case 1: {|RPC1010:U|} u; case 2: long v; };")]
    [InlineData("const octet O = {|RPC1011:256|};")]
    [InlineData("const long L = {|RPC1011:1 / 0|};")]
    [InlineData("const long L = {|RPC1011:1 << 64|};")]
    [InlineData("const long L = {|RPC1011:0xFFFFFFFFFFFFFFFF + 1|};")]
    [InlineData("const string<2> S = {|RPC1011:\"abc\"|};")]
    [InlineData("const boolean B = {|RPC1011:1|};")]
    [InlineData("const float F = {|RPC1011:1e300|};")]
    [InlineData("typedef string<{|RPC1011:0|}> S;")]
    [InlineData("typedef long A[{|RPC1011:-1|}];")]
    [InlineData("enum E { @value(1) A, @value(1) {|RPC1011:B|} };")]
    [InlineData("@bit_bound(8) enum E { @value(256) {|RPC1011:A|} };")]
    [InlineData("union U switch ({|RPC1012:string|}) { case 1: long x; };")]
    [InlineData("union U switch (long) { case 1: long x; case {|RPC1012:1|}: long y; };")]
    [InlineData("union U switch (long) { default: long x; {|RPC1012:default|}: long y; };")]
    [InlineData("union U switch (boolean) { case TRUE: long x; case FALSE: long y; {|RPC1012:default|}: long z; };")]
    [InlineData("union U switch (octet) { case {|RPC1011:300|}: long x; case 3: long y; };")]
    [InlineData("interface I { oneway long {|RPC1013:f|}(); };")]
    [InlineData("@onc_program(1, 2) interface I { void f(); @stream sequence<long> {|RPC0016:g|}(); };")]
    [InlineData("interface I { oneway void {|RPC1013:f|}(out long x); };")]
    [InlineData("exception E { }; interface I { void f() raises (E, {|RPC1013:E|}); };")]
    [InlineData("interface I { void {|RPC1013:f|}(in @stream sequence<long> a, in @stream sequence<long> b); };")]
    [InlineData("interface I { @stream sequence<long> {|RPC1013:f|}(out long x); };")]
    [InlineData("interface A { void f(); }; interface B : A { void {|RPC1014:f|}(); };")]
    [InlineData("interface A { }; interface B : A, {|RPC1014:A|} { };")]
    [InlineData("interface B : {|RPC1014:B|} { };")]
    [InlineData("exception E { }; struct S : {|RPC1014:E|} { };")]
    [InlineData("{|RPC1015:@stream|} struct S { long x; };")]
    [InlineData("interface I { @stream {|RPC1015:long|} f(); };")]
    [InlineData("interface I { @stream {|RPC1015:sequence<long, 3>|} f(); };")]
    [InlineData("struct S { {|RPC1015:@id|} long x; };")]
    [InlineData("struct S { @id(0) long x; long {|RPC1015:y|}; };")]
    [InlineData("struct S { @optional {|RPC1015:@optional|} long x; };")]
    [InlineData("struct S { @id({|RPC1015:-1|}) long x; };")]
    [InlineData("{|RPC1016:@topic|} struct S { long x; };")]
    public async Task Each_mistake_is_told_where_it_is(string marked)
    {
        var markup = Markup.Parse(marked);
        IEnumerable<string> found = (await new IdlWorkbench(("test.idl", markup.Text)).AnalyzeAsync()).Select(Place);
        Assert.Equal(markup.Places.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_mistakes_are_told_in_one_pass_and_the_rest_is_declared()
    {
        var bench = new IdlWorkbench(("many.idl", """
            struct Good { long x; };
            struct Bad { Missing a; long b };
            interface Also { void f(in Nothing n); void g(); void h( };
            const octet Wrong = 300;
            enum Fine { A, B };
            """));
        IEnumerable<Diagnostic> found = await bench.AnalyzeAsync();
        Assert.Equal(
            ["RPC1007 (2,14)", "RPC1001 (2,30)", "RPC1007 (3,28)", "RPC1001 (3,58)", "RPC1011 (4,21)"],
            found.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition).Select(Place));
        bench.Generate(Workbench.Compile(""), out Compilation output);
        Workbench.AssertNone(output.Complaints().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.NotNull(output.GetTypeByMetadataName("GoodCodec"));
        Assert.NotNull(output.GetTypeByMetadataName("IAlso"));
        Assert.NotNull(output.GetTypeByMetadataName("Fine"));
    }

    [Fact]
    public async Task Files_that_include_each_other_are_told_in_both()
    {
        var bench = new IdlWorkbench(
            ("a.idl", "#include \"b.idl\"\nstruct A { long x; };"), ("b.idl", "#include \"a.idl\"\nstruct B { long x; };"));
        IEnumerable<Diagnostic> found = await bench.AnalyzeAsync();
        Assert.Equal(["RPC1004 (1,1)", "RPC1004 (1,1)"], found.Select(Place));
        Assert.Equal(["a.idl", "b.idl"], found.Select(diagnostic => diagnostic.Location.GetLineSpan().Path).Order());
    }

    private static string Place(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{diagnostic.Id} ({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})");
    }
}
