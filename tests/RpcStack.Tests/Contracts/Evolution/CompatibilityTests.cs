namespace RpcStack.Tests.Contracts.Evolution;

/// <summary>Rows of (old type, new type, formats in which a reader of the new reads the old, and the other way round).</summary>
public sealed class CompatibilityTests
{
    private const string Types = """
        enum Color int32
          Red = 0
        enum Shade int32
          Red = 0
          Dark = 7
        enum Swapped int32
          Red = 1
        enum Small uint8
          Red = 0
        enum Large int64
          Red = 0
        message A
          0 X int32
        message Renamed
          0 Y int32
        message AB
          0 X int32
          1 B string
        message AOptional
          0 X int32
          1 B A?
        message AMessage
          0 X int32
          1 B A
        message AUnion
          0 X int32
          1 B U1
        message AList
          0 X int32
          1 B list<A>
        message ATuple
          0 X int32
          1 B (Item1: int32)
        message Gap
          1 B string
        message GapMessage
          1 B A
          2 C int32
        message LastOnly
          2 C int32
        message Typed
          0 X string
        message Node
          0 Value int32
          1 Next Node?
        message Knot
          0 Value int32
          1 Next Knot?
        message WideNode
          0 Value int64
          1 Next WideNode?
        message Ping
          0 Value int32
          1 Next Pong?
        message Pong
          0 Value int32
          1 Next Ping?
        message Odd
          0 Value int32
          1 Next Broken?
        message Broken
          0 Value int32
          1 Next string?
        union U1
          1 A A
        union U1Renamed
          1 B Renamed
        union U2
          1 A A
          2 B AB
        union U1Typed
          1 A Typed
        union D1 switch int32
          2 A A case 1
        union D1Wide switch int64
          2 A A case 1
        union D12 switch int32
          2 A A case 1
          3 B AB case 2
        union D12Shared switch int32
          2 A A case 1, 2
        union D12Moved switch int32
          3 A A case 1
          2 B AB case 2
        union D1Default switch int32
          2 A A case 1
          3 B AB default
        union D12Default switch int32
          2 A A case 1
          3 B AB default
          4 C AB case 2
        union D12DefaultTyped switch int32
          2 A A case 1
          3 B AB default
          4 C Typed case 2
        union DColor switch Color
          2 A A case 1
        union DBool switch bool
          2 A A case 1
        message AFixed
          0 X int32
          1 B bytes[2]
        message AFixedList
          0 X int32
          1 B list<int32>[2]
        message AFixedNone
          0 X int32
          1 B bytes[0]
        """;

    // Formats: M MessagePack, X XDR, P protobuf.
    [Theory]
    [InlineData("int32", "int32", "MXP", "MXP")]
    [InlineData("int32", "int64", "MP", "")]
    [InlineData("int16", "int32", "MXP", "")]
    [InlineData("uint8", "int32", "MXP", "")]
    [InlineData("uint32", "int32", "", "")]
    [InlineData("uint32", "int64", "MP", "")]
    [InlineData("uint32", "uint64", "MP", "")]
    [InlineData("int32", "uint64", "", "")]
    [InlineData("int64", "uint64", "", "")]
    [InlineData("bool", "int32", "P", "")]
    [InlineData("bool", "uint8", "P", "")]
    [InlineData("char", "uint16", "", "")]
    [InlineData("float32", "float64", "", "")]
    [InlineData("decimal", "string", "", "")]
    [InlineData("string", "bytes", "", "")]
    [InlineData("datetime", "datetimeoffset", "", "")]
    [InlineData("guid", "guid", "MXP", "MXP")]
    [InlineData("string", "string?", "MP", "P")]
    [InlineData("int32", "int64?", "MP", "")]
    [InlineData("string?", "string?", "MXP", "MXP")]
    [InlineData("A", "A?", "MP", "")]
    [InlineData("U1", "U1?", "MP", "")]
    [InlineData("Color", "Color?", "MP", "P")]
    [InlineData("string<8>", "string<16>", "MXP", "")]
    [InlineData("string<8>", "string", "MXP", "")]
    [InlineData("bytes[16]", "bytes[16]", "MXP", "MXP")]
    [InlineData("bytes[16]", "bytes<16>", "MP", "")]
    [InlineData("bytes[16]", "bytes", "MP", "")]
    [InlineData("bytes[8]", "bytes[16]", "", "")]
    [InlineData("list<int32>", "list<int64>", "MP", "")]
    [InlineData("list<int32><5>", "list<int32><9>", "MXP", "")]
    [InlineData("list<int32>[5]", "list<int32><5>", "MP", "")]
    [InlineData("list<int32>", "int32", "", "")]
    [InlineData("list<string>", "list<string?>", "MP", "P")]
    [InlineData("map<string, int32>", "map<string, int64>", "MP", "")]
    [InlineData("map<int32, A>", "map<int64, A>", "MP", "")]
    [InlineData("map<string, A>", "list<A>", "", "")]
    [InlineData("Color", "Shade", "MXP", "MXP")]
    [InlineData("Color", "Swapped", "", "")]
    [InlineData("Color", "int32", "MXP", "MXP")]
    [InlineData("Small", "Color", "MXP", "")]
    [InlineData("Color", "Large", "MP", "")]
    [InlineData("Color", "string", "", "")]
    [InlineData("A", "Renamed", "MXP", "MXP")]
    [InlineData("A", "(Z: int32)", "MXP", "MXP")]
    [InlineData("A", "AB", "MP", "MP")]
    [InlineData("A", "AOptional", "MP", "MP")]
    [InlineData("A", "AList", "MP", "MP")]
    [InlineData("A", "AMessage", "", "MP")]
    [InlineData("A", "AUnion", "", "MP")]
    [InlineData("A", "ATuple", "", "MP")]
    [InlineData("AB", "Gap", "MP", "MP")]
    [InlineData("GapMessage", "LastOnly", "MP", "")]
    [InlineData("A", "Typed", "", "")]
    [InlineData("A", "()", "MP", "MP")]
    [InlineData("A", "int32", "", "")]
    [InlineData("A", "U1", "", "")]
    [InlineData("U1", "U2", "MXP", "")]
    [InlineData("U1", "U1Renamed", "MXP", "MXP")]
    [InlineData("U1", "U1Typed", "", "")]
    [InlineData("U1", "D1", "MX", "MX")] // protobuf's fields are others
    [InlineData("D1", "D1", "MXP", "MXP")]
    [InlineData("D1", "D1Wide", "MP", "")]
    [InlineData("D1", "D12", "MXP", "")]
    [InlineData("D12", "D12Shared", "M", "M")] // in XDR AB is longer than A, in protobuf it is another field
    [InlineData("D12", "D12Moved", "MX", "MX")]
    [InlineData("D1", "D1Default", "MXP", "")]
    [InlineData("D12", "D1Default", "MXP", "")]
    [InlineData("D1Default", "D12Default", "MX", "MX")] // what was the default's in protobuf is another field
    [InlineData("D1Default", "D12DefaultTyped", "", "")]
    [InlineData("D1", "DColor", "MXP", "MXP")]
    [InlineData("D1", "DBool", "", "P")]
    [InlineData("map<string, int32><5>", "map<string, int32><9>", "MXP", "")]
    [InlineData("map<string, int32>[5]", "map<string, int32><5>", "MP", "")]
    [InlineData("A", "AFixed", "", "MP")] // nothing stands for octets of a fixed number
    [InlineData("A", "AFixedList", "", "MP")]
    [InlineData("A", "AFixedNone", "MP", "MP")]
    [InlineData("Node", "Knot", "MXP", "MXP")]
    [InlineData("Node", "WideNode", "MP", "")]
    [InlineData("Node", "Ping", "MXP", "MXP")]
    [InlineData("Node", "Odd", "", "")]
    [InlineData("list<list<Node?>>", "list<list<Pong?>>", "MXP", "MXP")]
    public void A_reader_reads_what_the_rules_allow(string old, string @new, string newReadsOld, string oldReadsNew)
    {
        // One place written by the client, one by the server, one in a stream, one in a fault: all go by the same rules.
        foreach (string place in Places)
        {
            bool isClientWriting = place[0] == '>';
            ContractSchema oldSchema = Schema(place[1..], old), newSchema = Schema(place[1..], @new);
            Assert.Equal(newReadsOld, Formats(isClientWriting, oldSchema, newSchema));
            Assert.Equal(oldReadsNew, Formats(isClientWriting, newSchema, oldSchema));
        }
    }

    private static readonly string[] Places =
    [
        ">0 Op(value: {0}) -> ()", ">0 Op() stream {0} -> ()", "<0 Op() -> {0}", "<0 Op() -> stream {0}",
        "<0 Op() -> () throws Fault",
    ];

    private static ContractSchema Schema(string place, string type) => ContractSchema.Parse(
        $"contract C\n  {string.Format(null, place, type)}\nmessage Fault\n  0 Value {type}\n{Types}");

    private static string Formats(bool isClientWriting, ContractSchema writer, ContractSchema reader)
    {
        (EvolutionRules Rules, char Letter)[] formats =
            [(EvolutionRules.MessagePack, 'M'), (EvolutionRules.Xdr, 'X'), (EvolutionRules.Protobuf, 'P')];
        return string.Concat(formats.Where(f => Judge(isClientWriting, writer, reader, f.Rules)).Select(f => f.Letter));
    }

    private static bool Judge(bool isClientWriting, ContractSchema writer, ContractSchema reader, EvolutionRules rules) =>
        (isClientWriting
            ? SchemaCompatibility.Judge(writer, reader, rules)
            : SchemaCompatibility.Judge(reader, writer, rules)).IsCompatible;
}
