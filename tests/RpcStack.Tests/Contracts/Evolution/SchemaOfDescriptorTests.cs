using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Contracts.Evolution;

public sealed class SchemaOfDescriptorTests
{
    private static readonly ScalarShape Int32 = new(ScalarKind.Int32);
    private static readonly ScalarShape Text = new(ScalarKind.String);
    private static readonly MessageShape Unit = new("Unit");

    [Fact]
    public void A_contract_comes_first_and_then_those_it_extends()
    {
        ContractDescriptor root = new("Demo.Root", [], [Operation<R0, S0>(0, "Ping", Unit, Unit)]);
        ContractDescriptor left = new("Demo.Left", [root], []);
        ContractDescriptor right = new("Demo.Right", [root], []);
        ContractDescriptor all = new(
            "Demo.All", [left, right],
            [
                Operation<R2, S2>(5, "Last", Unit, Unit, OperationSemantics.Oneway),
                Operation<R1, S1>(
                    0, "First", Message("whatever", ("count", Int32), ("name", new OptionalShape(Text))), Int32,
                    OperationSemantics.Idempotent),
            ]);
        Assert.Equal("""
            contract Demo.All : Demo.Left, Demo.Right
              0 First(count: int32, name: string?) -> int32 idempotent
              5 Last() -> () oneway
            contract Demo.Left : Demo.Root
            contract Demo.Root
              0 Ping() -> ()
            contract Demo.Right : Demo.Root

            """, all.Schema.Text);
    }

    [Fact]
    public void Every_shape_has_its_text()
    {
        EnumShape large = new("Demo.Large", ScalarKind.UInt64, [new("Max", -1), new("Zero", 0)]);
        EnumShape small = new("Demo.Small", ScalarKind.SByte, [new("Minus", -1)]);
        MessageShape gap = new("Demo.Gap", new FieldShape(0, "A", () => large), new FieldShape(3, "B", () => small));
        UnionShape union = new("Demo.Union", new FieldShape(4, "Gap", () => gap));
        MapShape map = new(Text, new ListShape(union, Bound.Exactly(2)));
        MessageShape tuple = Message("", ("Item1", new ScalarShape(ScalarKind.Bytes, Bound.AtMost(8))), ("Item2", map));
        Assert.Equal("""
            contract Demo.C
              0 Op() -> list<(Item1: bytes<8>, Item2: map<string, list<Demo.Union>[2]>)><9>
            message Demo.Gap
              0 A Demo.Large
              3 B Demo.Small
            enum Demo.Large uint64
              Zero = 0
              Max = 18446744073709551615
            enum Demo.Small int8
              Minus = -1
            union Demo.Union
              4 Gap Demo.Gap

            """, Schema<R3, S3>(Unit, new ListShape(tuple, Bound.AtMost(9))).Text);
    }

    [Fact]
    public void A_recursive_type_is_written_once()
    {
        MessageShape node = null!;
        node = new("Node", new FieldShape(0, "Next", () => new OptionalShape(node)));
        Assert.Equal(
            "contract Demo.C\n  0 Op() -> Node\nmessage Node\n  0 Next Node?\n", Schema<R4, S4>(Unit, node).Text);
    }

    [Fact]
    public void Two_types_of_one_name_are_told_apart_and_one_described_twice_is_not()
    {
        MessageShape ints = Message("Page", ("Item", Int32));
        MessageShape texts = Message("Page", ("Item", Text));
        MessageShape intsAgain = Message("Page", ("Item", new ScalarShape(ScalarKind.Int32)));
        Assert.Equal("""
            contract Demo.C
              0 Op(a: Page, b: Page#2, c: Page) -> Page#2
            message Page
              0 Item int32
            message Page#2
              0 Item string

            """, Schema<R5, S5>(Message("", ("a", ints), ("b", texts), ("c", intsAgain)), texts).Text);
    }

    [Fact]
    public void A_recursive_type_that_is_described_twice_is_written_once()
    {
        MessageShape Node()
        {
            MessageShape node = null!;
            node = new("Node", new FieldShape(0, "Next", () => new OptionalShape(node)));
            return node;
        }

        Assert.Equal(
            "contract Demo.C\n  0 Op(a: Node) -> Node\nmessage Node\n  0 Next Node?\n",
            Schema<R6, S6>(Message("", ("a", Node())), Node()).Text);
    }

    [Fact]
    public void A_type_without_a_name_that_holds_itself_is_refused()
    {
        MessageShape endless = null!;
        endless = new("", new FieldShape(0, "Self", () => endless));
        Assert.Throws<InvalidOperationException>(() => Schema<R7, S7>(Unit, endless));
    }

    [Fact]
    public void What_a_peer_reads_has_the_same_fingerprint()
    {
        ContractSchema schema = Schema<R8, S8>(Message("", ("a", Int32)), Message("M", ("b", Text)));
        Assert.Equal(schema.Fingerprint, ContractSchema.Parse(schema.Text).Fingerprint);
    }

    private static ContractSchema Schema<TRequest, TResponse>(MessageShape request, Shape response)
        where TRequest : struct, ISlot where TResponse : struct, ISlot =>
        new ContractDescriptor("Demo.C", [], [Operation<TRequest, TResponse>(0, "Op", request, response)]).Schema;

    private static MessageShape Message(string name, params (string Name, Shape Shape)[] fields) =>
        new(name, [.. fields.Select((f, i) => new FieldShape(i, f.Name, () => f.Shape))]);

    private static Operation<TRequest, TResponse> Operation<TRequest, TResponse>(
        int ordinal, string name, Shape request, Shape response, OperationSemantics semantics = default)
        where TRequest : struct, ISlot where TResponse : struct, ISlot
    {
        Slot<TRequest>.Shape = request;
        Slot<TResponse>.Shape = response;
        return new(
            ordinal, name, OperationKind.Unary,
            Marshaller<TRequest, Slot<TRequest>>.Instance, Marshaller<TResponse, Slot<TResponse>>.Instance)
        {
            Semantics = semantics,
        };
    }

    // A codec's shape is static, so each operation of a test has types of its own to hang its shapes on.
    private interface ISlot;

    private struct Slot<T> : ICodec<T>
    {
        public static Shape Shape { get; set; } = null!;

        public static void Encode<TEncoder>(ref TEncoder encoder, in T value)
            where TEncoder : struct, IEncoder, allows ref struct => throw new NotSupportedException();

        public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref T? value)
            where TDecoder : struct, IDecoder, allows ref struct => throw new NotSupportedException();
    }

    private struct R0 : ISlot;
    private struct R1 : ISlot;
    private struct R2 : ISlot;
    private struct R3 : ISlot;
    private struct R4 : ISlot;
    private struct R5 : ISlot;
    private struct R6 : ISlot;
    private struct R7 : ISlot;
    private struct R8 : ISlot;
    private struct S0 : ISlot;
    private struct S1 : ISlot;
    private struct S2 : ISlot;
    private struct S3 : ISlot;
    private struct S4 : ISlot;
    private struct S5 : ISlot;
    private struct S6 : ISlot;
    private struct S7 : ISlot;
    private struct S8 : ISlot;
}
