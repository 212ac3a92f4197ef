using System.Text;
using System.Text.RegularExpressions;
using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Export;
using RpcStack.Cli.Idl.Export.Proto;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Tests.Idl;

public sealed partial class ProtoExportTests
{
    private const string Source = """
        namespace Bank.Core;

        [RpcContract]
        public partial interface IBank : IBase
        {
            ValueTask<Everything?> EchoAsync(Everything value, Kind kind);
            ValueTask<(int Low, string High)> PairAsync((int Left, Figure Right) pair, Figure[] figures);
            ValueTask<Label> LabelAsync(Label label, Plain plain);
            IAsyncEnumerable<Figure> FiguresAsync(List<Kind> kinds, Dictionary<Kind, string> map);
            Task<int> SumAsync(IAsyncEnumerable<int> numbers);
            IAsyncEnumerable<Plain> ChatAsync(IAsyncEnumerable<Plain> items);
            [Oneway] ValueTask LogAsync(string line);
        }

        [RpcContract] public partial interface IBase { ValueTask<string> NameAsync(); }

        public enum Kind { Round = -2, Square = 4, AlsoSquare = 4 }
        public enum Wide : ulong { None, Top = ulong.MaxValue }
        [RpcUnion, RpcCase<Circle>(3), RpcCase<Box>(1)] public abstract record Figure;
        [RpcMessage] public sealed record Circle(double Radius) : Figure;
        [RpcMessage] public sealed record Box(int Side, Figure? Within) : Figure;
        [RpcUnion(Discriminator = typeof(short)), RpcCase<Short>((short)3), RpcCase<Long>((short)-1, (short)9)]
        public abstract record Label;
        [RpcMessage] public sealed record Short(string Text) : Label;
        [RpcMessage] public sealed record Long([RpcDiscriminator] short Which, string[] Texts) : Label;
        [RpcMessage] public sealed record Plain;
        [RpcMessage]
        public sealed record Everything(
            [RpcField(0)] bool Boolean, [RpcField(1)] sbyte SByte, [RpcField(2)] byte Byte, [RpcField(3)] short Int16,
            [RpcField(4)] ushort UInt16, [RpcField(5)] int Int32, [RpcField(6)] uint UInt32, [RpcField(7)] long Int64,
            [RpcField(8)] ulong UInt64, [RpcField(9)] float Single, [RpcField(10)] double Double, [RpcField(11)] char Char,
            [RpcField(12)] string Text, [RpcField(13)] byte[] Bytes, [RpcField(14)] decimal Decimal, [RpcField(15)] Guid Guid,
            [RpcField(16)] DateTime DateTime, [RpcField(17)] DateTimeOffset Offset, [RpcField(18)] DateOnly Date,
            [RpcField(19)] TimeOnly Time, [RpcField(20)] TimeSpan Span, [RpcField(21)] Kind Kind, [RpcField(22)] Wide Wide,
            [RpcField(30)] int? OptionalNumber, [RpcField(31)] string? OptionalText, [RpcField(32)] Kind? OptionalKind,
            [RpcField(40)] List<int> Numbers, [RpcField(41)] Kind[] Kinds, [RpcField(42)] List<string> Words,
            [RpcField(43)] Dictionary<int, Figure> Figures, [RpcField(44)] (int A, Guid B) Pair,
            [RpcField(45)] DateTimeOffset[] Instants, [RpcField(46)] Wide[] Wides, [RpcField(47)] Everything? Next);
        """;

    [Fact]
    public async Task Protoc_writes_the_same_octets()
    {
        SourceContract contract = (await Contracts.CompileAsync(Source)).Single(contract => contract.Name == "Bank.Core.Bank");
        string proto = ProtoExporter.Export(Declarations.Of([contract]));
        using var protoc = new Protoc(proto);
        foreach (Operation operation in contract.Descriptor!.Contracts.SelectMany(part => part.Operations))
        {
            // What is inherited stands in both services.
            Match rpc = Rpc().Matches(proto).First(match => match.Groups[1].Value == operation.Name);
            var check = new OctetCheck(protoc, Full(rpc.Groups[2].Value), Full(rpc.Groups[3].Value));
            await operation.Accept(check);
        }
    }

    [Fact]
    public async Task Streams_of_an_operation_are_streams_in_proto()
    {
        using var file = new TemporaryFile("""
            contract Chat
              0 Read() -> stream string
              1 Write() stream string -> ()
              2 Talk() stream string -> stream string
            """, ".lock");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "proto", file.Path);

        Assert.Contains(
            """
            service Chat {
              rpc Read(google.protobuf.Empty) returns (stream ChatReadResult);
              rpc Write(stream ChatWriteItem) returns (google.protobuf.Empty);
              rpc Talk(stream ChatTalkItem) returns (stream ChatTalkResult);
            }

            """,
            outcome.MustSucceed().Output,
            StringComparison.Ordinal);
        using var protoc = new Protoc(outcome.Output);
        Assert.Empty(await protoc.RunAsync("--encode=ChatReadResult", []));
    }

    [Fact]
    public async Task Parameters_beside_a_stream_are_its_first_message()
    {
        const string Chat = "contract A.Chat\n  0 Talk(room: string) stream string -> stream string\n";
        string proto = ProtoExporter.Export(Declarations.Of([new SourceContract(ContractSchema.Parse(Chat), null)]));

        Assert.Contains("rpc Talk(stream ChatTalkPart) returns (stream ChatTalkResult);", proto, StringComparison.Ordinal);
        Assert.Contains(
            """
            message ChatTalkPart {
              oneof part {
                ChatTalkRequest request = 1;
                ChatTalkItem item = 2;
              }
            }

            """,
            proto,
            StringComparison.Ordinal);
        using var protoc = new Protoc(proto);
        byte[] octets = await protoc.RunAsync("--encode=A.ChatTalkPart", "request { room: \"ab\" }"u8.ToArray());
        Assert.Equal([0x0a, 4, 0x0a, 2, (byte)'a', (byte)'b'], octets);
    }

    [Fact]
    public void A_service_has_what_it_inherits()
    {
        const string Both = "contract A.Derived : A.Base\n  0 Own() -> int32\ncontract A.Base\n  0 Name() -> string\n";
        string proto = ProtoExporter.Export(Declarations.Of([new SourceContract(ContractSchema.Parse(Both), null)]));
        Assert.Contains(
            """
            service Derived {
              rpc Own(google.protobuf.Empty) returns (DerivedOwnResult);
              rpc Name(google.protobuf.Empty) returns (BaseNameResult);
            }
            """,
            proto,
            StringComparison.Ordinal);

        const string Twice = "contract A.Derived : A.Base\n  0 Name() -> int32\ncontract A.Base\n  0 Name() -> string\n";
        CliException failure = Assert.Throws<CliException>(
            () => ProtoExporter.Export(Declarations.Of([new SourceContract(ContractSchema.Parse(Twice), null)])));
        Assert.StartsWith("A.Derived.Name: proto has no second operation of a name", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a: list<list<int32>>) -> ()", "A.X.a: proto has no list or map within another")]
    [InlineData("(a: list<int32?>) -> ()", "A.X.a: proto has no element that may be absent")]
    [InlineData("(a: list<int32>?) -> ()", "A.X.a: proto has no absent list or map")]
    [InlineData("(a: map<float64, int32>) -> ()", "A.X.a: proto has no map with keys of float64")]
    [InlineData("(19000 a: int32) -> ()", "A.X.a: proto has no field 19001, which it keeps for itself")]
    public void What_proto_cannot_say_is_named(string operation, string message)
    {
        var contract = new SourceContract(ContractSchema.Parse($"contract A\n  0 X{operation}\n"), null);

        CliException failure = Assert.Throws<CliException>(() => ProtoExporter.Export(Declarations.Of([contract])));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    private static string Full(string message) => message.Contains('.', StringComparison.Ordinal) ? message.TrimStart('.') : "Bank.Core." + message;

    [GeneratedRegex(@"rpc (\w+)\((?:stream )?([\w.]+)\) returns \((?:stream )?([\w.]+)\)")]
    private static partial Regex Rpc();

    /// <summary>Holds what an operation sends against what protoc makes of it.</summary>
    private sealed class OctetCheck(Protoc protoc, string request, string response) : IOperationVisitor<Task>
    {
        private const int Rounds = 8;

        public async Task Visit<TRequest, TResponse>(Operation<TRequest, TResponse> operation)
        {
            await CheckAsync(operation.Request, request);
            await CheckAsync(operation.Response, response);
        }

        public async Task Visit<TRequest, TItem, TResponse>(Operation<TRequest, TItem, TResponse> operation)
        {
            await CheckAsync(operation.Item, request);
            await CheckAsync(operation.Response, response);
        }

        private async Task CheckAsync<T>(Marshaller<T> marshaller, string message)
        {
            for (int seed = 0; seed < Rounds; seed++)
            {
                string json = new RandomJson(seed).Of(marshaller.Shape);
                T value = JsonFormat.Instance.Decode(Encoding.UTF8.GetBytes(json), marshaller, MarshallingLimits.Default);
                using var octets = new ByteWriter();
                WireFormat.Protobuf.Encode(octets, marshaller, value);
                byte[] written = octets.Written.ToArray();

                byte[] theirs = await protoc.RewriteAsync(message, written);

                Assert.True(written.AsSpan().SequenceEqual(theirs), $"{message}: {json}");
            }
        }
    }
}
