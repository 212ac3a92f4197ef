using System.Text;
using RpcStack.Marshalling;
using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>Unions with a discriminator, to the byte in every format.</summary>
public class DiscriminatedUnionTests
{
    private static readonly Reply[] Replies =
    [
        new Reply.Fine(5),
        new Reply.Failed("no"),
        new Reply.Nothing(ReplyStatus.Lost),
        new Reply.Nothing(ReplyStatus.Gone),
        new Reply.Other(9) { Status = (ReplyStatus)100 },
    ];

    public static TheoryData<WireFormat, string[]> Rows => new()
    {
        {
            WireFormat.Xdr,
            ["0000000000000005", "00000001000000026e6f0000", "fffffffe", "00000007", "000000640000000000000009"]
        },
        { WireFormat.MessagePack, ["920091" + "05", "920191a26e6f", "92fe90", "920790", "92649109"] },
        {
            WireFormat.Protobuf,
            [
                "12020805", // the discriminator is 0, and left out
                "0801" + "1a040a026e6f",
                "08feffffffffffffffff01" + "2200",
                "0807" + "2200",
                "0864" + "2a020809",
            ]
        },
        {
            JsonFormat.Instance,
            [
                """{"$discriminator":"Fine","Fine":{"Value":5}}""",
                """{"$discriminator":"Failed","Failed":{"Text":"no"}}""",
                """{"$discriminator":"Lost","Nothing":{}}""",
                """{"$discriminator":"Gone","Nothing":{}}""",
                """{"$discriminator":100,"Other":{"Hint":9}}""",
            ]
        },
    };

    public static TheoryData<WireFormat> Formats =>
        [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf, JsonFormat.Instance];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Values_and_bytes_turn_into_each_other(WireFormat format, string[] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            byte[] bytes = Wire.Encode(format, Marshaller<Reply, ReplyCodec>.Instance, Replies[i]);
            Assert.Equal(rows[i], format is JsonFormat ? Encoding.UTF8.GetString(bytes) : Convert.ToHexStringLower(bytes));
            Assert.Equal(Replies[i], Decode(format, bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Booleans_and_large_numbers_tell_cases_apart(WireFormat format)
    {
        Assert.Equal(new On(3), Wire.Copy<Switch, SwitchCodec>(format, new On(3)));
        Assert.Equal(new Off(), Wire.Copy<Switch, SwitchCodec>(format, new Off()));
        Assert.IsType<Largest>(Wire.Copy<Wide, WideCodec>(format, new Largest()));
        const ulong large = ulong.MaxValue - 1;
        Assert.Equal(large, Assert.IsType<Rest>(Wire.Copy<Wide, WideCodec>(format, new Rest { Number = large })).Number);
    }

    [Fact]
    public void XDR_writes_the_discriminant_as_its_own_type()
    {
        byte[] bytes = Wire.Encode(WireFormat.Xdr, Marshaller<Wide, WideCodec>.Instance, new Largest());
        Assert.Equal("ffffffffffffffff", Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_case_with_a_label_of_another_case_is_not_encoded(WireFormat format)
    {
        foreach (Reply wrong in new Reply[]
            { new Reply.Nothing(ReplyStatus.Fine), new Reply.Other(1) { Status = ReplyStatus.Failed } })
        {
            MarshalException refused = Assert.Throws<MarshalException>(
                () => Wire.Encode(format, Marshaller<Reply, ReplyCodec>.Instance, wrong));
            Assert.Contains($"no label of the case {wrong.GetType().Name}", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_discriminant_that_stands_for_nothing_is_refused()
    {
        // A union of booleans has no default.
        Refuses<Switch, SwitchCodec>(WireFormat.Xdr, "00000002", "TRUE");
        Refuses<Figure, FigureCodec>(WireFormat.Xdr, "00000009", "a case of the union RpcStack.TestContracts.Figure, not 9");
        Refuses<Figure, FigureCodec>(WireFormat.MessagePack, "920990", "not 9");
    }

    [Theory]
    [InlineData("0801" + "12020805", "label of case Fine")] // the discriminator says Failed
    [InlineData("1a00", "label of case Failed")] // the discriminator is missing, so 0
    [InlineData("0801", "a case of the union")] // no case
    [InlineData("0800" + "2a020809", "label of case Other")]
    public void Protobuf_whose_discriminator_and_case_disagree_is_refused(string hex, string because) =>
        Refuses<Reply, ReplyCodec>(WireFormat.Protobuf, hex, because);

    [Fact]
    public void Protobuf_takes_the_parts_in_any_order() => Assert.Equal(
        new Reply.Failed("no"), Decode(WireFormat.Protobuf, Convert.FromHexString("1a040a026e6f" + "0801")));

    [Theory]
    [InlineData("""{"Fine":{"Value":1}}""", null)] // one label: the name says enough
    [InlineData("""{"Nothing":{}}""", "$discriminator")]
    [InlineData("""{"$discriminator":"Fine","Nothing":{}}""", "Fine")]
    [InlineData("""{"$discriminator":"Fine"}""", "the name of a case")]
    [InlineData("""{"$discriminator":{},"Fine":{}}""", "an integer")]
    public void JSON_asks_for_the_discriminator_where_the_name_does_not_say_it(string text, string? because)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (because is null) Assert.Equal(new Reply.Fine(1), Decode(JsonFormat.Instance, bytes));
        else Refuses<Reply, ReplyCodec>(JsonFormat.Instance, Convert.ToHexString(bytes), because);
    }

    [Fact]
    public void The_contract_s_text_knows_discriminator_and_labels()
    {
        ContractDescriptor contract = new("C", [], [new Operation<Unit, Reply>(
            0, "Ask", OperationKind.Unary, Marshaller<Unit, UnitCodec>.Instance, Marshaller<Reply, ReplyCodec>.Instance)]);
        Assert.Contains(
            """
            union RpcStack.TestContracts.Reply switch RpcStack.TestContracts.ReplyStatus
              2 Fine RpcStack.TestContracts.Reply.Fine case 0
              3 Failed RpcStack.TestContracts.Reply.Failed case 1
              4 Nothing RpcStack.TestContracts.Reply.Nothing case -2, 7
              5 Other RpcStack.TestContracts.Reply.Other default
            """,
            contract.Schema.Text, StringComparison.Ordinal);
        Assert.Equal(contract.Schema.Text, ContractSchema.Parse(contract.Schema.Text).Text);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_linked_list_is_an_optional_in_an_optional(WireFormat format)
    {
        Link? list = null;
        for (int i = 0; i < 40; i++) list = new(i, list);
        Assert.Equal(list, Wire.Copy<Link, LinkCodec>(format, list!));
    }

    [Fact]
    public void A_linked_list_in_XDR_is_a_boolean_before_each_link()
    {
        byte[] bytes = Wire.Encode(WireFormat.Xdr, Marshaller<Link, LinkCodec>.Instance, new(1, new(2, null)));
        Assert.Equal("00000001" + "00000001" + "00000002" + "00000000", Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void A_contract_says_which_ONC_RPC_program_it_is()
    {
        Assert.Equal(new OncProgram(0x20000099, 2), DirectoryOperations.Contract.OncProgram);
        Assert.Equal(1, DirectoryOperations.Lookup.Ordinal);
        Assert.Equal(2, DirectoryOperations.List.Ordinal);
    }

    private static Reply Decode(WireFormat format, byte[] bytes) =>
        format.Decode(bytes, Marshaller<Reply, ReplyCodec>.Instance, MarshallingLimits.Default);

    private static void Refuses<T, TCodec>(WireFormat format, string hex, string because)
        where TCodec : struct, ICodec<T>
    {
        MarshalException refused = Assert.Throws<MarshalException>(() => format.Decode(
            Convert.FromHexString(hex), Marshaller<T, TCodec>.Instance, MarshallingLimits.Default));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }
}
