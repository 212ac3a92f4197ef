using System.Diagnostics;
using System.Text;

namespace RpcStack.Tests.Contracts.Evolution;

public sealed class HostileSchemaTests
{
    [Theory]
    [InlineData("", "there is none")]
    [InlineData("message A", "there is none")]
    [InlineData("  0 X() -> ()", "Line 1: a member without")]
    [InlineData("contract", "Line 1: expected a name")]
    [InlineData("contract A B", "Line 1: expected the end of the line at column 12")]
    [InlineData("contract A : B", "Line 1: there is no contract B")]
    [InlineData("contract A\ncontract A", "Line 2: there is another contract A")]
    [InlineData("contract \"\"", "Line 1: a contract has a name")]
    [InlineData("contract A\n  0 X() -> Y", "Line 2: there is no type Y")]
    [InlineData("contract A\n  0 X() -> () throws U\nunion U", "Line 2: U is not a message")]
    [InlineData("contract A\n  0 X() -> ()\n  0 Y() -> ()", "Line 3: there is another operation 0")]
    [InlineData("contract A\n  99999999999 X() -> ()", "Line 2: expected a number up to 2147483647")]
    [InlineData("contract A\n  0 X(a: int32, 0 b: int32) -> ()", "Line 2: there is another field 0")]
    [InlineData("contract A\n  0 X(2147483647 a: int32, b: int32) -> ()", "Line 2: there is no position after 2147483647")]
    [InlineData("contract A\n  0 X(a: list<int32) -> ()", "Line 2: expected '>'")]
    [InlineData("contract A\n  0 X(a: string<-1>) -> ()", "Line 2: expected a number")]
    [InlineData("contract A\n  0 X() -> () oneway idempotent", "Line 2: expected the end")]
    [InlineData("contract A\nmessage M\n  0 X int32 int32", "Line 3: expected the end")]
    [InlineData("contract A\nmessage M\nunion M", "Line 3: there is another type M")]
    [InlineData("contract A\nenum E string", "Line 2: expected an integer type")]
    [InlineData("contract A\nenum E", "Line 2: expected an integer type")]
    [InlineData("contract A\nenum E int8\n  X = 128", "Line 3: expected a number that its type has")]
    [InlineData("contract A\nenum E uint64\n  X = -1", "Line 3: expected a number that its type has")]
    [InlineData("contract A\nunion U switch int32\n  2 X M", "Line 3: expected case or default")]
    [InlineData("contract A\nunion U switch int32\n  2 X M case", "Line 3: expected a number")]
    [InlineData("contract A\nunion U switch int32\n  2 X M case 1\n  3 Y M case 1", "Line 4: there is another label 1")]
    [InlineData("contract A\nunion U switch int32\n  2 X M default\n  3 Y M default", "Line 4: there is another default")]
    [InlineData("contract A\nunion U switch string", "Line 2: string is no type that tells cases apart")]
    [InlineData("contract A\nunion U switch M\nmessage M", "Line 2: M is no type that tells cases apart")]
    [InlineData("contract A\nunion U\n  2 X M case 1", "Line 3: expected the end")]
    [InlineData("contract \"A", "Line 1: expected a quotation mark")]
    [InlineData("contract \"A\\u12", "Line 1: expected an escape")]
    [InlineData("contract \"A\\u+123\"", "Line 1: expected an escape")]
    [InlineData("nonsense", "Line 1: expected contract, message, union or enum")]
    public void What_is_no_schema_names_the_line(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => ContractSchema.Parse(text)).Message);

    [Fact]
    public void Nothing_but_a_schema_or_a_format_exception_comes_of_any_text()
    {
        var random = new Random(20261120);
        string[] canonical = [ContractSchema.Parse(SchemaTextTests.Bank).Text, SchemaTextTests.Paint];
        var watch = Stopwatch.StartNew();
        int schemas = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = Mutate(random, canonical[i % 2]);
            try
            {
                ContractSchema schema = ContractSchema.Parse(text);
                Assert.Equal(schema.Text, ContractSchema.Parse(schema.Text).Text);
                SchemaCompatibility.Judge(schema, schema, EvolutionRules.Xdr);
                schemas++;
            }
            catch (FormatException)
            {
            }
        }

        Assert.InRange(schemas, 100, 19_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }

    [Fact]
    public void Size_lines_and_nesting_are_limited()
    {
        string[] texts =
        [
            "contract A" + new string('\n', 1 << 15),
            new string(' ', (1 << 20) + 1),
            "contract " + new string('A', 1 << 14),
            "contract A\n  0 X() -> " + Repeat("list<", 33) + "int32" + new string('>', 33),
            "contract A\n  0 X() -> int32" + new string('?', 32),
            "contract A\n  0 X() -> " + Repeat("(a: ", 3000),
            "contract A\n  0 X() -> " + Repeat("map<int32, ", 1000),
        ];
        foreach (string text in texts)
            Assert.True(Assert.Throws<FormatException>(() => ContractSchema.Parse(text)).Message.Length < 300);
    }

    [Fact]
    public void A_chain_of_types_as_long_as_the_text_is_judged_without_a_stack()
    {
        ContractSchema server = ContractSchema.Parse("contract A\n  0 X(n: Node) -> ()\nmessage Node\n  0 Next Node?");
        SchemaCompatibility found = SchemaCompatibility.Judge(Chain(10_000, "string"), server, EvolutionRules.MessagePack);
        Assert.Equal(
            "A.X: ….Next.Next.Next.Next.Next.Next.Next.Next changed from string to Node", found.Operations[0].Reason);
    }

    [Fact]
    public void A_product_of_types_is_given_up_in_bounded_time()
    {
        // Each of many types names all of few, against the same in another rhythm: the pairs are the product.
        var watch = Stopwatch.StartNew();
        SchemaCompatibility found = SchemaCompatibility.Judge(Ring(8009), Ring(8011), EvolutionRules.MessagePack);
        Assert.Equal("A.X: the contracts are too large to compare", found.Operations[0].Reason);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    private static ContractSchema Ring(int count) => Chain(count, "M0?");

    private static ContractSchema Chain(int count, string last)
    {
        StringBuilder text = new("contract A\n  0 X(n: M0) -> ()\n");
        for (int i = 0; i < count; i++)
            text.Append($"message M{i}\n  0 Next {(i == count - 1 ? last : $"M{i + 1}?")}\n");
        return ContractSchema.Parse(text.ToString());
    }

    private static string Mutate(Random random, string text)
    {
        const string Pieces = " ,:()<>[]?\"\\\n#=->0123456789abstream listmap throws contract";
        StringBuilder result = new(text);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(result.Length);
            switch (random.Next(5))
            {
                case 0: result.Remove(at, Math.Min(random.Next(1, 20), result.Length - at)); break;
                case 1: result.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                case 2: result[at] = Pieces[random.Next(Pieces.Length)]; break;
                case 3: result[at] = (char)random.Next(0x10000); break;
                default: result.Insert(at, text.AsSpan(random.Next(text.Length - 20), random.Next(20))); break;
            }
        }

        return result.ToString();
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
