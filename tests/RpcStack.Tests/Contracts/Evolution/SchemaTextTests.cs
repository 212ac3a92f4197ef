using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace RpcStack.Tests.Contracts.Evolution;

public sealed class SchemaTextTests
{
    public const string Bank = """
        contract Bank.Account : Bank.Base
          0 Balance() -> decimal
          1 Withdraw(amount: decimal, note: string?) -> () throws Bank.InsufficientFunds, Bank.Locked
          2 History(from: dateonly) -> stream Bank.Entry idempotent
          4 Deposit(3 account: string<8>) stream decimal -> (Sum: decimal, Count: int32)
          5 Chat() stream string -> stream string
          6 Tick(at: datetime) -> () oneway
        contract Bank.Base
        enum Bank.Color uint64
          Red = 0
          Rouge = 0
          Last = 18446744073709551615
        message Bank.Entry
          0 At datetimeoffset
          1 Note string?
          3 Prices map<string, list<list<int32><5>>[2]>
          4 Shape Bank.Shape?
          5 Hash bytes[16]
        message Bank.InsufficientFunds
        message Bank.Locked
          0 Color Bank.Color
        message Demo.Page<int32>
          0 Items list<Demo.Page<int32>>
          1 Next (Item1: int32, Item2: Demo.Page<int32>?)
        union Bank.Shape
          1 Circle Demo.Page<int32>
          2 Entry Bank.Entry

        """;

    public const string Paint = """
        contract Paint
          1 Mix(by: map<string, list<int32>[2]><7>) -> Tone
        message Bright
        enum Color uint64
          Red = 0
          Last = 18446744073709551615
        message Dark
          0 Depth int32
        union Switch switch bool
          2 On Bright case 1
        union Tone switch Color
          2 Bright Bright case 0, 18446744073709551615
          3 Dark Dark default

        """;

    private static readonly string Canonical = ContractSchema.Parse(Bank).Text;

    [Fact]
    public void Canonical_text_is_read_and_written_unchanged() =>
        Assert.Equal(Canonical, ContractSchema.Parse(Canonical).Text);

    [Fact]
    public void Labels_and_discriminators_are_read_and_written_unchanged()
    {
        Assert.Equal(Paint, ContractSchema.Parse(Paint).Text);
        Assert.Equal(Paint, ContractSchema.Parse(Paint.Replace("0, 18446744073709551615", "18446744073709551615, 0")).Text);
    }

    [Fact]
    public void Every_line_survives_and_types_are_sorted_by_name()
    {
        Assert.Equal(Bank.Split('\n').Order(), Canonical.Split('\n').Order());
        string[] types = [.. Canonical.Split('\n').Where(l => l.Length > 0 && l[0] != ' ').Skip(2).Select(l => l.Split(' ')[1])];
        Assert.Equal(types.Order(StringComparer.Ordinal), types);
    }

    [Fact]
    public void The_documentation_s_example_is_canonical()
    {
        string document = File.ReadAllText(Path.Combine(Folder(), "../../../../docs/evolution.md")).ReplaceLineEndings("\n");
        string example = document.Split("```\n")[1];
        Assert.Equal(example, ContractSchema.Parse(example).Text);
    }

    [Fact]
    public void The_order_of_declaration_does_not_matter()
    {
        const string Other = "contract A\n 1 Y()->()throws F,E\n 0 X( b : int32 , a:string)  ->  ()\nmessage F\nmessage E\n"
            + "enum C int8\n B = 1\n A = 1\n Z = -1";
        const string Sorted = "contract A\n  0 X(b: int32, a: string) -> ()\n  1 Y() -> () throws E, F\nenum C int8\n"
            + "  Z = -1\n  A = 1\n  B = 1\nmessage E\nmessage F\n";
        Assert.Equal(Sorted, ContractSchema.Parse(Other).Text);
    }

    [Fact]
    public void Comments_empty_lines_and_carriage_returns_say_nothing() => Assert.Equal(
        "contract A\n  0 X() -> ()\n",
        ContractSchema.Parse("# the lock\r\n\r\ncontract A\r\n  # the operation\r\n\n  0 X() -> ()\r\n").Text);

    [Fact]
    public void The_fingerprint_is_the_head_of_the_text_s_hash()
    {
        ContractSchema schema = ContractSchema.Parse("contract A\n");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("contract A\n"));
        Assert.Equal(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash), schema.Fingerprint);
    }

    [Fact]
    public void The_fingerprint_never_changes() => Assert.Equal(0x032E64421A2499BFUL, ContractSchema.Parse(Bank).Fingerprint);

    [Theory]
    [InlineData("string")]
    [InlineData("list<int32>")]
    [InlineData("stream")]
    [InlineData("with space")]
    [InlineData("quote\" and \\ backslash")]
    [InlineData("line\nfeed")]
    [InlineData("Größe")]
    [InlineData("lone \ud800 surrogate")]
    [InlineData("7th")]
    [InlineData("Unbalanced<int32")]
    [InlineData("Two>")]
    [InlineData("Page<Page<int32?>[],string<8>>#2")]
    [InlineData("Outer`1+Inner")]
    public void Any_name_survives(string name)
    {
        string quoted = RpcStack.Evolution.SchemaName.Quote(name);
        string text = $"contract {quoted}\n  0 {quoted}({quoted}: list<{quoted}?>) -> {quoted}\nmessage {quoted}\n";
        ContractSchema schema = ContractSchema.Parse(text);
        Assert.Equal(text, schema.Text);
        Assert.Equal(name, schema.Contracts[0].Name);
        Assert.Equal(name, schema.Types[0].Name);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
