using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RpcStack.Generators.Tests;

/// <summary>That each rule speaks at the member that breaks it, says why, and is silent otherwise.</summary>
public class DiagnosticTests
{
    // What stands between {|id: and |} is where the rule speaks; a line without a mark is as good as the one above is bad.
    [Theory]
    [InlineData("RPC0001", "not partial", "[RpcContract] public interface {|RPC0001:IFoo|} { ValueTask A(); }")]
    [InlineData("RPC0001", "'Outer' around it", """
        public class Outer
        {
            [RpcContract] public partial interface {|RPC0001:IFoo|} { ValueTask A(); }
        }
        """)]
    [InlineData("RPC0001", "internal or public", """
        public partial class Outer
        {
            [RpcContract] private partial interface {|RPC0001:IFoo|} { ValueTask A(); }
            [RpcContract] protected internal partial interface IBar { ValueTask A(); }
        }
        """)]
    [InlineData("RPC0002", "is generic", "[RpcContract] public partial interface {|RPC0002:IFoo|}<T> { ValueTask A(); }")]
    [InlineData("RPC0002", "is generic", """
        public partial class Outer<T>
        {
            [RpcContract] public partial interface {|RPC0002:IFoo|} { ValueTask A(); }
        }
        """)]
    [InlineData("RPC0003", "no operation", """
        [RpcContract]
        public partial interface IFoo
        {
            int {|RPC0003:Count|} { get; }
            event Action {|RPC0003:Changed|};
            int {|RPC0003:this|}[int i] { get; }
            static ValueTask {|RPC0003:StaticAsync|}() => default;
            ValueTask {|RPC0003:DefaultAsync|}() => default;
            ValueTask {|RPC0003:GenericAsync|}<T>();
            ValueTask {|RPC0003:OutAsync|}(out int x);
            ValueTask {|RPC0003:InAsync|}(in int x);
            ValueTask GoodAsync(int x);
            const int Limit = 1;
        }
        """)]
    [InlineData("RPC0003", "IDisposable", """
        [RpcContract] public partial interface {|RPC0003:IFoo|} : IDisposable { ValueTask A(); }
        [RpcContract] public partial interface IBar : IFoo, IAsyncDisposable { ValueTask B(); }
        """)]
    [InlineData("RPC0004", "returns Task, ValueTask or IAsyncEnumerable", """
        [RpcContract]
        public partial interface IFoo
        {
            void {|RPC0004:A|}();
            int {|RPC0004:B|}();
            IEnumerable<int> {|RPC0004:C|}();
            ValueTask<int>? {|RPC0004:D|}();
            IAsyncEnumerable<int> E();
        }
        """)]
    [InlineData("RPC0004", "[Oneway]", """
        [RpcContract]
        public partial interface IFoo
        {
            [Oneway] ValueTask<int> {|RPC0004:A|}();
            [Oneway] IAsyncEnumerable<int> {|RPC0004:B|}();
            [Oneway] Task {|RPC0004:C|}(IAsyncEnumerable<int> numbers);
            [Oneway] Task D(int number);
        }
        """)]
    [InlineData("RPC0005", "'", """
        [RpcContract]
        public partial interface IFoo
        {
            ValueTask A(CancellationToken {|RPC0005:cancel|}, int x);
            ValueTask B(CancellationToken {|RPC0005:first|}, CancellationToken {|RPC0005:second|});
            ValueTask C(IAsyncEnumerable<int> a, IAsyncEnumerable<int> {|RPC0005:b|});
            ValueTask D(IAsyncEnumerable<int> a, int x, CancellationToken cancel);
        }
        """)]
    [InlineData("RPC0006", "on the wire", """
        [RpcContract]
        public partial interface IFoo
        {
            ValueTask FindAsync(int id);
            ValueTask {|RPC0006:FindAsync|}(string name);
            [RpcOperation(Name = "FindBoth")] ValueTask FindAsync(int id, string name);
            ValueTask {|RPC0006:FindBoth|}();
        }
        [RpcContract] public partial interface IBar : IFoo { ValueTask FindAsync(long id); }
        """)]
    [InlineData("RPC0006", "ordinal", """
        [RpcContract]
        public partial interface IFoo
        {
            [RpcOperation(0)] ValueTask A();
            [RpcOperation(0)] ValueTask {|RPC0006:B|}();
            ValueTask {|RPC0006:C|}();
            [RpcOperation(-3)] ValueTask {|RPC0006:D|}();
            [RpcOperation(7)] ValueTask E();
        }
        """)]
    [InlineData("RPC0007", "'Order.Lines[].Tag: object'", """
        [RpcMessage] public record Order(List<Line> Lines);
        [RpcMessage] public record Line(object {|RPC0007:Tag|}, int Count);
        [RpcContract] public partial interface IFoo { ValueTask<Order> {|RPC0007:GetAsync|}(); ValueTask<int> CountAsync(); }
        """, "'Line.Tag: object'")]
    [InlineData("RPC0007", "it is no [RpcMessage]", """
        public class Plain;
        [RpcContract] public partial interface IFoo { ValueTask<Plain[]> {|RPC0007:A|}(int x, List<Plain> {|RPC0007:y|}); }
        """, "'result[]: Plain'", "'y[]: Plain'")]
    [InlineData("RPC0007", "a fault is the end of a call, and carries no references", """
        [RpcContract] public partial interface IFoo { [Throws<Lost>] ValueTask<IFoo?> {|RPC0007:A|}(List<Holder> holders); }
        [RpcMessage] public record Holder(IFoo? Foo, Dictionary<string, IFoo[]> All);
        [RpcMessage] public sealed class Lost : RpcFault { public IFoo? {|RPC0007:Foo|} { get; init; } }
        """)]
    [InlineData("RPC0007", ",", """
        [RpcMessage]
        public record Many(
            int[,] {|RPC0007:A|},
            IEnumerable<int> {|RPC0007:B|},
            HashSet<int> {|RPC0007:C|},
            dynamic {|RPC0007:D|},
            Base {|RPC0007:E|},
            Uri {|RPC0007:F|},
            Dictionary<string, nint> {|RPC0007:G|},
            (int X, Func<int> Y) {|RPC0007:H|},
            Task {|RPC0007:I|},
            ReadOnlyMemory<int> {|RPC0007:J|},
            int Good);
        [RpcMessage] public abstract record Base;
        [RpcMessage] public record Loose<T>(T? {|RPC0007:Value|});
        """, "'Many.G[]: nint'", "'Many.H.Y: Func<int>'")]
    [InlineData("RPC0008", "no accessible constructor", """
        [RpcMessage] public class Foo { public {|RPC0008:Foo|}(int y) => X = y; public int X { get; } }
        [RpcMessage] public class {|RPC0008:Bar|} { private Bar() { } }
        [RpcMessage] public class Baz { public Baz(int x) => X = x; public int X { get; } }
        """)]
    [InlineData("RPC0008", "'", """
        [RpcMessage] public class Foo { public int {|RPC0008:X|} { get; private set; } public int Y { get; set; } public int Z => Y; }
        [RpcMessage] public class Bar { [RpcIgnore] public required object {|RPC0008:X|} { get; set; } }
        [RpcMessage] public class Baz { [RpcField(0)] public int {|RPC0008:X|} => 1; }
        [RpcMessage] public static class {|RPC0008:Qux|};
        [RpcMessage] public ref struct {|RPC0008:Ref|};
        public class Outer { [RpcMessage] private class {|RPC0008:Hidden|}; }
        """)]
    [InlineData("RPC0008", "position", """
        [RpcMessage] public record A([RpcField(0)] int X, [RpcField(0)] int {|RPC0008:Y|});
        [RpcMessage] public record B([RpcField(0)] int X, int {|RPC0008:Y|});
        [RpcMessage] public record C([RpcField(-1)] int {|RPC0008:X|});
        [RpcMessage] public record D([RpcField(20000)] int {|RPC0008:X|});
        [RpcMessage] public record E([RpcField(3)] int X, [property: RpcField(1)] int Y);
        """)]
    [InlineData("RPC0009", "'", """
        [RpcUnion] public abstract record {|RPC0009:Empty|};
        [RpcUnion, {|RPC0009:RpcCase<Stranger>(1)|}] public abstract record A;
        [RpcUnion, {|RPC0009:RpcCase<Plain>(1)|}] public abstract record B;
        [RpcUnion, RpcCase<C1>(1), {|RPC0009:RpcCase<C2>(1)|}, {|RPC0009:RpcCase<C3>(0)|}] public abstract record C;
        [RpcUnion, RpcCase<D1>(1), {|RPC0009:RpcCase<D1>(2)|}] public abstract record D;
        [RpcUnion, RpcCase<E1>(1)] public record {|RPC0009:E|};
        [RpcUnion, RpcCase<F1>(1)] public interface IF;
        [RpcMessage] public record Stranger;
        public record Plain : B;
        [RpcMessage] public record C1 : C;
        [RpcMessage] public record C2 : C;
        [RpcMessage] public record C3 : C;
        [RpcMessage] public record D1 : D;
        [RpcMessage] public record E1 : E;
        [RpcMessage] public record F1 : IF;
        """)]
    [InlineData("RPC0009", "no value of 'Colour'", """
        public enum Colour { Red, Green }
        [RpcUnion(Discriminator = typeof(Colour)), {|RPC0009:RpcCase<A1>(1)|}, RpcCase<A2>(Colour.Red)]
        [{|RPC0009:RpcCase<A3>(Colour.Red)|}, {|RPC0009:RpcCase<A4>|}]
        public abstract record A;
        [RpcMessage] public record A1 : A;
        [RpcMessage] public record A2 : A;
        [RpcMessage] public record A3 : A;
        [RpcMessage] public record A4 : A;
        [RpcUnion(Discriminator = typeof(byte)), {|RPC0009:RpcCase<B1>(256)|}, {|RPC0009:RpcCase<B2>("x")|}]
        [RpcCase<B3>, {|RPC0009:RpcCase<B4>|}]
        public abstract record B;
        [RpcMessage] public record B1 : B;
        [RpcMessage] public record B2 : B;
        [RpcMessage] public record B3([RpcDiscriminator] byte X) : B;
        [RpcMessage] public record B4([RpcDiscriminator] byte X) : B;
        [RpcUnion(Discriminator = typeof(double)), {|RPC0009:RpcCase<C1>(1.0)|}] public abstract record {|RPC0009:C|};
        [RpcMessage] public record C1 : C;
        [RpcUnion, {|RPC0009:RpcCase<D1>(1, 2)|}, {|RPC0009:RpcCase<D2>|}, {|RPC0009:RpcCase<D3>(-1)|}]
        [{|RPC0009:RpcCase<D4>(4)|}]
        public abstract record D;
        [RpcMessage] public record D1 : D;
        [RpcMessage] public record D2 : D;
        [RpcMessage] public record D3 : D;
        [RpcMessage] public record D4([RpcDiscriminator] int X) : D;
        [RpcUnion(Discriminator = typeof(int)), {|RPC0009:RpcCase<E1>(1)|}, {|RPC0009:RpcCase<E2>(2)|}, {|RPC0009:RpcCase<E3>|}]
        public abstract class E;
        [RpcMessage] public class E1 : E { [RpcDiscriminator] public long X { get; set; } }
        [RpcMessage] public class E2 : E { [RpcDiscriminator] public int X => 2; }
        [RpcMessage] public class E3 : E { [RpcDiscriminator] public int X { get; init; } }
        """, "is taken", "needs an [RpcDiscriminator]", "another case is the default", "several labels or none")]
    [InlineData("RPC0007", "travels as the discriminator", """
        [RpcUnion(Discriminator = typeof(int)), RpcCase<A1>] public abstract record A;
        [RpcMessage] public record A1([RpcDiscriminator] int X) : A;
        [RpcMessage] public record Holder(A Good, A1 {|RPC0007:Bad|});
        """)]
    [InlineData("RPC0007", "[RpcLength]", """
        [RpcMessage]
        public record A(
            [RpcLength(1)] int {|RPC0007:X|},
            [RpcLength(1), RpcLength(2)] string {|RPC0007:Y|},
            [RpcLength(-1)] string {|RPC0007:Z|},
            [RpcLength(1, Level = 2)] List<string> {|RPC0007:V|},
            [RpcLength(1, Level = -2)] List<string> {|RPC0007:W|},
            [RpcLength(1, Key = true)] List<string> {|RPC0007:K|},
            [RpcLength(1, Key = true)] Dictionary<int, string> {|RPC0007:L|},
            [RpcLength(1, Key = true), RpcLength(2, Key = true)] Dictionary<string, int> {|RPC0007:M|},
            [RpcLength(1, Level = 1)] (string, string)? {|RPC0007:T|},
            [RpcLength(1), RpcLength(2, Level = 1), RpcLength(3, Level = 2)] Dictionary<string, List<string?>>? Good,
            [RpcLength(1), RpcLength(2, Key = true), RpcLength(3, Level = 1, Key = true)] Dictionary<string, Dictionary<string, int>> Keys);
        [RpcContract]
        public partial interface IFoo
        {
            [return: RpcLength(1)] ValueTask<int> {|RPC0007:A|}();
            ValueTask B([RpcLength(1)] int {|RPC0007:x|});
            [return: RpcLength(1)] ValueTask<string> C([RpcLength(1)] byte[] x);
        }
        """)]
    [InlineData("RPC0006", "procedure 0", """
        [RpcContract, OncProgram(1, 1)]
        public partial interface IFoo
        {
            [RpcOperation(0)] ValueTask {|RPC0006:A|}();
            [RpcOperation(7)] ValueTask B();
        }
        """)]
    [InlineData("RPC0010", "'", """
        public class Unmarked : RpcFault;
        [RpcMessage] public abstract class Vague : RpcFault;
        [RpcMessage] public class Good : Vague;
        [RpcMessage] public class {|RPC0010:Other|} : Exception;
        public class Base { public int X { get; set; } }
        [RpcMessage] public class {|RPC0010:Derived|} : Base;
        [RpcContract]
        public partial interface IFoo
        {
            [{|RPC0010:Throws<Unmarked>|}] ValueTask A();
            [{|RPC0010:Throws<Vague>|}] ValueTask B();
            [Throws<Good>] ValueTask C();
        }
        """)]
    [InlineData("RPC0006", "both called", """
        [RpcContract(Name = "Same")] public partial interface IA { ValueTask A(); }
        [RpcContract(Name = "Same")] public partial interface {|RPC0006:IB|} : IA { ValueTask B(); }
        [RpcContract(Name = "Other")] public partial interface IC : IA { ValueTask C(); }
        [RpcMessage(Name = "Twin")] public class First : RpcFault;
        [RpcMessage(Name = "Twin")] public class Second : RpcFault;
        [RpcContract] public partial interface ID { [Throws<First>, {|RPC0006:Throws<Second>|}] ValueTask D(); }
        """, "'IA' are both called 'Same'", "'First' and 'Second' are both called 'Twin'")]
    [InlineData("RPC0007", "by reference it goes as 'IFoo'", """
        [RpcContract] public partial interface IFoo { ValueTask A(Local {|RPC0007:local|}); }
        public class Local : IFoo { public ValueTask A(Local local) => default; }
        """)]
    [InlineData("RPC0009", "another case is called 'Case' too", """
        [RpcUnion, RpcCase<First.Case>(1), {|RPC0009:RpcCase<Second.Case>(2)|}] public interface IUnion;
        public static class First { [RpcMessage] public record Case : IUnion; }
        public static class Second { [RpcMessage] public record Case : IUnion; }
        """)]
    [InlineData("RPC0016", "cannot be a procedure of an ONC RPC program", """
        [RpcContract] public partial interface IBase { IAsyncEnumerable<int> Items(); }
        [RpcContract] public partial interface IThing { ValueTask Poke(); }
        [RpcMessage] public sealed record Holder(string Name, IThing? Thing);
        [RpcContract, OncProgram(0x20000001, 1)]
        public partial interface {|RPC0016:IFoo|} : IBase
        {
            [RpcOperation(1)] IAsyncEnumerable<int> {|RPC0016:A|}();
            [RpcOperation(2)] ValueTask B(int x, IAsyncEnumerable<int> {|RPC0016:y|});
            [RpcOperation(3)] ValueTask<IThing> {|RPC0016:C|}();
            [RpcOperation(4)] ValueTask D(Dictionary<string, Holder> {|RPC0016:x|});
            [RpcOperation(5)] ValueTask<Holder> {|RPC0016:E|}(int x);
            [RpcOperation(6)] ValueTask<List<int>> F(int x);
        }
        """)]
    [InlineData("RPC0015", "cannot travel as protobuf", """
        [RpcContract(Formats = RpcFormats.Protobuf | RpcFormats.MessagePack)]
        public partial interface IFoo
        {
            ValueTask A(List<List<int>> {|RPC0015:x|}, int y);
            ValueTask<Dictionary<string, Order?>> {|RPC0015:B|}(byte[][] x, int? y, string? z);
            ValueTask C(Dictionary<DateTime, int> {|RPC0015:x|});
            ValueTask D(List<int>? {|RPC0015:x|});
            ValueTask E(IAsyncEnumerable<Page<int[]>> {|RPC0015:x|});
            ValueTask<Order> F(Order? {|RPC0015:x|}, Page<int> y, Dictionary<int, Page<string>> z);
            [Throws<Lost>] ValueTask {|RPC0015:G|}();
        }
        [RpcMessage] public record Page<T>(List<T> Items);
        [RpcMessage] public record Order(Line Line, Order? Next) { public (int, Dictionary<int, int[]>) More { get; set; } }
        [RpcMessage] public record Line(int Count);
        [RpcMessage] public class Lost : RpcFault { public Dictionary<int, int>? Map { get; set; } }
        [RpcContract(Formats = RpcFormats.Xdr)] public partial interface IBar { ValueTask A(List<List<int>> x); }
        [RpcContract] public partial interface IQuiet { ValueTask A(List<List<int>> x); }
        """, "'x[]' is a list in a list", "'result[]' is a value in a map that may be null", "'x[key]' is a key that is no integer",
        "'x' is a list that may be null", "'x[].Items[]' is a list in a list", "'Lost.Map' is a map that may be null")]
    [InlineData("RPC0013", "a contract and an [RpcUnion]", """
        [RpcContract, RpcUnion, RpcCase<Some>(1)] public partial interface {|RPC0013:IBoth|} { ValueTask A(); }
        [RpcMessage] public class {|RPC0013:Some|} : IBoth { public ValueTask A() => default; }
        """, "an [RpcMessage] and implements the contract 'IBoth'")]
    public async Task A_rule_speaks_where_it_is_broken(string id, string text, string marked, params string[] more)
    {
        var source = Markup.Parse(marked);
        Workbench.Generate(Workbench.Compile(source.Text), out Compilation output);
        Diagnostic[] diagnostics = [.. await output.AnalyzeAsync()];
        Assert.Equal(source.Places.Order(), diagnostics.Select(Print).Order());
        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == id && Says(diagnostic, text));
        foreach (string other in more) Assert.Contains(diagnostics, diagnostic => Says(diagnostic, other));
        Assert.All(diagnostics, diagnostic =>
        {
            Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
            string page = $"/docs/diagnostics/{diagnostic.Id}.md";
            Assert.EndsWith(page, diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        });

        // Whatever else is wrong is wrong because of that: nothing around it stops compiling.
        Workbench.AssertNone(output.Complaints());
    }

    [Theory]
    [InlineData("'IFoo.A' takes no cancellation token", """
        [RpcContract]
        public partial interface IFoo
        {
            ValueTask {|RPC0011:A|}();
            IAsyncEnumerable<int> {|RPC0011:B|}(int x);
            ValueTask C(CancellationToken cancel);
            [Oneway] ValueTask D();
        }
        """)]
    [InlineData("a 'Dog' arrives as a 'Animal'", """
        [RpcMessage] public record Animal(string Name);
        [RpcMessage] public record {|RPC0012:Dog|}(string Name, bool Barks) : Animal(Name);
        [RpcMessage] public abstract record Plant(string Name);
        [RpcMessage] public record Tree(string Name) : Plant(Name);
        [RpcMessage] public class Lost : RpcFault;
        [RpcMessage] public class LostForGood : Lost;
        """)]
    [InlineData("no field 1,", """
        [RpcMessage] public record A([RpcField(2)] int {|RPC0014:X|}, [RpcField(0)] int Y, [RpcField(6)] int {|RPC0014:Z|});
        [RpcMessage] public record B([RpcField(1)] int X, [RpcField(0)] int Y);
        """, "no field 3 to 5,")]
    public async Task A_rule_advises(string text, string marked, params string[] more)
    {
        var source = Markup.Parse(marked);
        Workbench.Generate(Workbench.Compile(source.Text), out Compilation output);
        Diagnostic[] diagnostics = [.. await output.AnalyzeAsync(DiagnosticSeverity.Info)];
        Assert.Equal(source.Places.Order(), diagnostics.Select(Print).Order());
        foreach (string one in more.Append(text)) Assert.Contains(diagnostics, diagnostic => Says(diagnostic, one));
        Assert.All(diagnostics, diagnostic => Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity));
        Workbench.AssertNone(output.Complaints());
    }

    [Theory]
    [InlineData("[RpcContract] public partial class {|RPC0001:Foo|};")]
    [InlineData("[RpcContract] public partial record struct {|RPC0001:Foo|};")]
    public async Task A_contract_that_is_no_interface_is_refused(string marked)
    {
        var source = Markup.Parse(marked);
        Workbench.Generate(Workbench.Compile(source.Text), out Compilation output);
        Diagnostic diagnostic = Assert.Single(await output.AnalyzeAsync());
        Assert.Equal(source.Places, [Print(diagnostic)]);
        Assert.True(Says(diagnostic, "it is not an interface"));
        Assert.All(output.Complaints(), complaint => Assert.Equal("CS0592", complaint.Id));
    }

    [Fact]
    public async Task Operations_in_several_files_need_ordinals()
    {
        const string first = "[RpcContract] public partial interface IFoo { ValueTask A(); }";
        const string second = "public partial interface IFoo { ValueTask B(); }";
        Compilation output = Output(("A.cs", first), ("B.cs", second));
        Diagnostic diagnostic = Assert.Single(await output.AnalyzeAsync());
        Assert.Equal("RPC0006 (1,43)", Print(diagnostic));
        Assert.Equal("B.cs", diagnostic.Location.GetLineSpan().Path);

        output = Output(
            ("A.cs", first.Replace("ValueTask", "[RpcOperation(1)] ValueTask", StringComparison.Ordinal)),
            ("B.cs", second.Replace("ValueTask", "[RpcOperation(0)] ValueTask", StringComparison.Ordinal)));
        Workbench.AssertNone(await output.AnalyzeAsync());
    }

    private static Compilation Output(params (string, string)[] sources)
    {
        Workbench.Generate(Workbench.Compile(sources, strict: false), out Compilation output);
        return output;
    }

    private static bool Says(Diagnostic diagnostic, string text) =>
        diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains(text, StringComparison.Ordinal);

    private static string Print(Diagnostic diagnostic)
    {
        LinePosition start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"{diagnostic.Id} ({start.Line + 1},{start.Character + 1})";
    }
}
