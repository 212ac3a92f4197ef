using System.Globalization;
using Microsoft.CodeAnalysis;
using RpcStack.Marshalling;
using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>That types annotated for other libraries are messages, with those libraries' bytes.</summary>
public class AnnotatedTests
{
    private const string Attributes = """
        namespace MessagePack
        {
            public class MessagePackObjectAttribute(bool keyAsPropertyName = false) : Attribute
            {
                public bool Names => keyAsPropertyName;
            }
            public class KeyAttribute : Attribute
            {
                public KeyAttribute(int x) => Key = x;
                public KeyAttribute(string x) => Key = x;
                public object Key { get; }
            }
            [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
            public class UnionAttribute(int key, Type type) : Attribute { public object X => (key, type); }
        }

        """;

    private static readonly Parcel Parcel = new()
    {
        Id = 7,
        Weight = 1.5,
        Label = "ab",
        Stamps = [new(90, "x")],
        Content = new Letter("hi"),
        Note = "not sent",
    };

    public static TheoryData<WireFormat> Formats =>
        [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf, JsonFormat.Instance];

    // What MessagePack-CSharp writes: arrays by key, nil in the gap at 2; a union is its number and its case.
    [Theory]
    [InlineData("9607cb3ff8000000000000c0a2616291925aa178920091a26869", false)]
    [InlineData("9607cb3ff8000000000000c0a2616291925aa178920792a142cd0190", true)]
    public void MessagePack_s_keys_are_positions(string hex, bool isBook)
    {
        Parcel parcel = new()
        {
            Id = Parcel.Id,
            Weight = Parcel.Weight,
            Label = Parcel.Label,
            Stamps = Parcel.Stamps,
            Content = isBook ? new Book("B", 400) : Parcel.Content,
        };
        Assert.Equal(hex, Hex(parcel, Marshaller<Parcel, ParcelCodec>.Instance));
    }

    [Fact]
    public void A_data_contract_s_order_is_the_position() => Assert.Equal(
        "932ac0a16a", Hex(new Receipt { Number = 42, Clerk = "j", Skipped = "x" }, Marshaller<Receipt, ReceiptCodec>.Instance));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Annotated_values_come_back_in_every_format(WireFormat format)
    {
        Parcel copy = Wire.Copy<Parcel, ParcelCodec>(format, Parcel);
        Assert.Equal((7, 1.5, "ab", ""), (copy.Id, copy.Weight, copy.Label, copy.Note));
        Assert.Equal(Parcel.Stamps, copy.Stamps);
        Assert.Equal(Parcel.Content, copy.Content);
    }

    [Theory]
    [InlineData("[MessagePackObject] public class T { [Key(\"a\")] public int A { get; set; } }", "'A' has no [Key] that is a number")]
    [InlineData("[MessagePackObject(true)] public class T { public int A { get; set; } }", "its keys are the names of its members")]
    [InlineData("[MessagePackObject] public class T { [Key(0)] public int A; public int B; }", "'B' has no [Key] that is a number")]
    [InlineData("[MessagePackObject] public class T { [Key(0)] public int A; [Key(1)] internal int B { get; set; } }", "'B' is not public and a field")]
    [InlineData("[MessagePackObject] public class T { [Key(0)] public int A; [Key(0)] public int B; }", "the position of 'B' is taken")]
    [InlineData("[MessagePackObject] public class T { [Key(0)] public object A; }", "T.A: object")]
    [InlineData("[DataContract] public class T { [DataMember] public int A; }", "'A' has no [DataMember] with an Order")]
    [InlineData("[Union(0, typeof(U))] public interface T; public class U : T;", "'U' is no [RpcMessage]")]
    public async Task What_has_no_numbers_is_refused_where_a_contract_names_it(string type, string reason)
    {
        const string contract = "[RpcContract] public partial interface IFoo { ValueTask BarAsync(List<T> x); }";
        Diagnostic found = Assert.Single(await AnalyzeAsync(type + contract));
        Assert.Equal("RPC0007", found.Id);
        Assert.Contains(reason, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(await AnalyzeAsync(type));
    }

    [Fact]
    public async Task Own_attributes_go_before_those_of_others()
    {
        Assert.Empty(await AnalyzeAsync("""
            [RpcMessage, MessagePackObject(true)] public class T { public int A { get; set; } }
            [MessagePackObject, DataContract] public class U { [Key(0)] public int A { get; set; } }
            [RpcContract] public partial interface IFoo { ValueTask BarAsync(T x, U y); }
            """));
    }

    [Theory]
    [InlineData("[MessagePackObject(true)] public class T { public int A { get; set; } }", "Held.Inner", "its keys are the names")]
    [InlineData("[MessagePackObject] public class T { [Key(0)] public U B; } [MessagePackObject] public class U { [Key(0)] public object C; }", "Held.Inner", "'T.B.C: object'")]
    public async Task What_has_no_numbers_is_refused_where_a_message_holds_it(string type, string member, string reason)
    {
        Diagnostic found = Assert.Single(await AnalyzeAsync(
            type + "[RpcMessage] public class Held { public int IFoo { get; set; } public List<T> Inner { get; set; } }"));
        Assert.Equal("RPC0007", found.Id);
        string message = found.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith($"'{member}' cannot be marshalled", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Equal("Inner", found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, 5));
    }

    private const string Elsewhere = Attributes + """
        namespace Far
        {
            using MessagePack;
            using System.Runtime.Serialization;
            [MessagePackObject] public class Order { [Key(0)] public List<Line<int>> Lines { get; set; } [Key(2)] public Shape Shape; }
            [MessagePackObject] public struct Line<T> { [Key(0)] public T Item { get; set; } [Key(1)] public Note Note { get; set; } }
            [DataContract] public record Note { [DataMember(Order = 0)] public string Text { get; set; } }
            [Union(0, typeof(Dot))] public abstract class Shape;
            [MessagePackObject] public class Dot : Shape;
            [MessagePackObject(true)] public class Named { public int A { get; set; } }
            [MessagePackObject] public class NeverNamed { [Key(0)] public int A; }
        }
        """;

    [Theory]
    [InlineData("[RpcContract] public partial interface IFoo { ValueTask<Far.Order> BarAsync(CancellationToken cancel = default); }")]
    [InlineData("[RpcMessage] public record Foo(Far.Order Order);")]
    [InlineData("[MessagePackObject] public class Foo { [Key(0)] public Dictionary<int, Far.Order> Orders; }")]
    [InlineData("[RpcMessage] public record Box<T>(T Item); [RpcMessage] public record Foo(Box<Far.Order> Order);")]
    public async Task Types_of_assemblies_that_no_generator_saw_get_their_codecs_here(string source)
    {
        MetadataReference far = Workbench.Compile("#nullable disable\n" + Elsewhere).WithAssemblyName("Far").ToMetadataReference();
        Compilation output = await Workbench.AcceptAsync(Workbench.Compile("using MessagePack;\n#nullable disable\n" + source, far));
        foreach (string name in (string[])["OrderCodec", "LineCodec`2", "NoteCodec", "ShapeCodec", "DotCodec"])
            Assert.Equal(Accessibility.Internal, output.Assembly.GetTypeByMetadataName("Far." + name)?.DeclaredAccessibility);
        Assert.Null(output.GetTypeByMetadataName("Far.NeverNamedCodec"));
    }

    [Fact]
    public async Task Types_of_such_assemblies_that_have_no_numbers_are_refused()
    {
        MetadataReference far = Workbench.Compile("#nullable disable\n" + Elsewhere).WithAssemblyName("Far").ToMetadataReference();
        Workbench.Generate(
            Workbench.Compile("[RpcContract] public partial interface IFoo { ValueTask BarAsync(Far.Named x); }", far), out Compilation output);
        Assert.Contains(
            "its keys are the names of its members",
            Assert.Single(await output.AnalyzeAsync()).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotated_types_hold_types_of_interface_files()
    {
        var bench = new IdlWorkbench(("point.idl", "struct Point { long x, y; };"));
        Compilation output = await bench.AcceptAsync("using MessagePack;\n#pragma warning disable CS1591\n" + Attributes + """
            [MessagePackObject] public class Line { [Key(0)] public Point From { get; set; } = new(0, 0); [Key(1)] public Arrow? Next { get; set; } }
            [Union(1, typeof(Head))] public abstract class Arrow;
            [MessagePackObject] public class Head : Arrow { [Key(0)] public Point At { get; set; } = new(0, 0); }
            [RpcContract] public partial interface IPlotter { ValueTask PlotAsync(Line line, CancellationToken cancel = default); }
            """);
        foreach (string name in (string[])["LineCodec", "ArrowCodec", "HeadCodec", "PlotterStub"]) Assert.NotNull(output.GetTypeByMetadataName(name));
    }

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(string source)
    {
        Workbench.Generate(Workbench.Compile(
            "using MessagePack; using System.Runtime.Serialization;\n#nullable disable warnings\n" + Attributes + source), out Compilation output);
        if (!source.Contains("IFoo", StringComparison.Ordinal)) Workbench.AssertNone(output.Complaints());
        return await output.AnalyzeAsync();
    }

    private static string Hex<T>(T value, Marshaller<T> marshaller) =>
        Convert.ToHexStringLower(Wire.Encode(WireFormat.MessagePack, marshaller, value));
}
