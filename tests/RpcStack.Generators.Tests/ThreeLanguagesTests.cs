using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Generators.Tests;

/// <summary>That one contract has the same bytes, whether it is written in C#, in OMG IDL or in ONC RPC language.</summary>
public class ThreeLanguagesTests
{
    private const string CSharp = """
        public enum Color { RED = 0, BLUE = 4 }
        [RpcMessage] public sealed record Item(
            [RpcLength(8)] string Name, uint Count, long Cents, [RpcLength(4, Fixed = true)] byte[] Code,
            [RpcLength(3)] IReadOnlyList<Color> Colors, IReadOnlyList<Item> Parts, [RpcLength(2, Fixed = true)] IReadOnlyList<short> Size);
        [RpcUnion(Discriminator = typeof(Color)), RpcCase<Number>(Color.RED), RpcCase<Holder>(Color.BLUE)]
        public abstract record Choice;
        [RpcMessage] public sealed record Number(int Value) : Choice;
        [RpcMessage] public sealed record Holder(Item Value) : Choice;
        [RpcContract] public partial interface IShop
        {
            [RpcOperation(1)] ValueTask<Choice> BuyAsync(Item item, double price, CancellationToken cancel = default);
        }
        """;

    private const string Idl = """
        enum Color { RED, @value(4) BLUE };
        struct Item {
          string<8> name; unsigned long count; long long cents; octet code[4];
          sequence<Color, 3> colors; sequence<Item> parts; short size[2];
        };
        union Choice switch (Color) { case RED: long number; case BLUE: Item holder; };
        interface Shop { @id(1) Choice Buy(in Item item, in double price); };
        """;

    private const string Xdr = """
        enum color { RED = 0, BLUE = 4 };
        struct item {
          string name<8>; unsigned int count; hyper cents; opaque code[4];
          color colors<3>; item parts<>; short size[2];
        };
        union choice switch (color kind) { case RED: int number; case BLUE: item holder; };
        program SHOP { version SHOP_V { choice BUY(item, double) = 1; } = 1; } = 0x20000042;
        """;

    private const string Item = """
        {"Name":"ä","Count":4000000000,"Cents":-1,"Code":"AQIDBA==","Colors":["BLUE"],"Parts":[
         {"Name":"","Count":0,"Cents":7,"Code":"AAAAAA==","Colors":[],"Parts":[],"Size":[0,0]}],"Size":[-1,2]}
        """;

    public static TheoryData<WireFormat> Formats => [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf];

    [Theory]
    [MemberData(nameof(Formats))]
    public void One_contract_has_the_same_bytes_in_all_of_them(WireFormat format)
    {
        string[] bytes = [.. Operations.Value.Select(operation => Bytes(format, operation))];
        Assert.True(bytes[0].Length > 100);
        Assert.Equal([bytes[0], bytes[0]], bytes[1..]);
    }

    private static readonly Lazy<IReadOnlyList<Operation>> Operations = new(() =>
    [
        Load(new IdlWorkbench(), CSharp),
        Load(new IdlWorkbench(("shop.idl", Idl)), ""),
        Load(new IdlWorkbench(("shop.x", Xdr)), ""),
    ]);

    // Parameters have the names that their language gives them; what they hold is the same text in JSON.
    private static string Bytes(WireFormat format, Operation operation)
    {
        string[] names = [.. ((MessageShape)operation.RequestShape).Fields.Select(field => field.Name)];
        return operation.Accept(new Transcoder(
            format,
            $$"""{"{{names[0]}}":{{Item}},"{{names[1]}}":0.5}""",
            """{"value":{"Number":{"Value":-3}}}""",
            """{"value":{"Holder":{"Value":""" + Item + "}}}"));
    }

    private static Operation Load(IdlWorkbench bench, string source)
    {
        bench.Generate(Workbench.Compile(source), out Compilation output);
        using var image = new MemoryStream();
        Workbench.AssertNone(output.Emit(image).Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning));
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("Shop").LoadFromStream(image);
        Type operations = assembly.GetTypes().Single(type => type.Name.EndsWith("Operations", StringComparison.Ordinal));
        return ((ContractDescriptor)operations.GetField("Contract")!.GetValue(null)!).Operations.Single();
    }

    /// <summary>Reads a request and some responses from JSON, and gives their octets.</summary>
    private sealed class Transcoder(WireFormat format, string request, params string[] responses) : IOperationVisitor<string>
    {
        public string Visit<TRequest, TResponse>(Operation<TRequest, TResponse> operation) =>
            string.Join(' ', responses.Select(response => Hex(response, operation.Response)).Prepend(Hex(request, operation.Request)));

        public string Visit<TRequest, TItem, TResponse>(Operation<TRequest, TItem, TResponse> operation) =>
            throw new NotSupportedException();

        private string Hex<T>(string json, Marshaller<T> marshaller)
        {
            T value = JsonFormat.Instance.Decode(Encoding.UTF8.GetBytes(json), marshaller, MarshallingLimits.Default);
            return Convert.ToHexStringLower(Wire.Encode(format, marshaller, value));
        }
    }
}
