using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Export;
using RpcStack.Cli.Idl.Export.Xdr;
using RpcStack.Cli.Idl.Format;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Idl;

public sealed class XdrExportTests
{
    private const string CSharp = """
        namespace Bank.Savings;
        public enum Kind { None, Cash }
        public enum State { None, Open }
        [RpcMessage]
        public sealed partial record Entry(
            Kind Kind, byte[] Hash, IReadOnlyList<string?> Notes, Entry? Next, State State);
        [RpcContract, OncProgram(0x20000005, 7)]
        public partial interface IAccount
        {
            [RpcOperation(3), Idempotent]
            ValueTask<IReadOnlyList<Entry>> FindAsync(
                [RpcLength(4)] string name, IReadOnlyList<long>? limits, CancellationToken cancel = default);
        }
        """;

    private static readonly string Everything =
        BuiltProgram.PathTo("tests/Contracts/RpcStack.TestContracts/Xdr/everything.x");

    [Fact]
    public async Task What_was_read_comes_back()
    {
        IReadOnlyList<SourceContract> contracts = await ContractSource.ReadAsync(Everything, default);

        string exported = XdrExporter.Export(Declarations.Of(contracts));

        Assert.Equal(Contracts.Text(contracts), Contracts.Text(await ReadAsync(exported)));
    }

    [Fact]
    public async Task What_has_no_place_in_C_keeps_its_octets_and_gets_a_name()
    {
        string exported = XdrExporter.Export(Declarations.Of(await Contracts.CompileAsync(CSharp)));

        Assert.Equal(
            """
            enum Kind {
              None = 0,
              Cash = 1
            };

            enum State {
              State_None = 0,
              Open = 1
            };

            typedef string Text1<>;
            typedef Text1 *Optional1;

            struct Entry {
              Kind kind;
              opaque hash<>;
              Optional1 notes<>;
              struct Entry *next;
              State state;
            };

            typedef Entry List1<>;
            typedef string Text2<4>;
            typedef hyper List2<>;
            typedef List2 *Optional2;

            program Savings {
              version Account {
                /* Idempotent. */
                List1 Find(Text2 name, Optional2 limits) = 3;
              } = 7;
            } = 0x20000005;
            """,
            exported.TrimEnd());
        Assert.Contains(
            "3 Find(name: string<4>, limits: list<int64>?) -> Savings.Account.Find.Result",
            Contracts.Text(await ReadAsync(exported)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_becomes_the_same_contract_in_CSharp_and_none_in_OMG_IDL()
    {
        Outcome csharp = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "csharp", Everything);
        Outcome idl = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "idl", Everything);

        Assert.Equal(
            Contracts.Text(await ContractSource.ReadAsync(Everything, default)),
            Contracts.Text(await Contracts.CompileAsync(csharp.MustSucceed().Output)));
        idl.MustFail(1, "OMG IDL has no");
    }

    [PeerFact("rpcgen")]
    public async Task Rpcgen_accepts_what_is_exported()
    {
        Outcome everything = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "x", Everything);
        string other = XdrExporter.Export(Declarations.Of(await Contracts.CompileAsync(CSharp)));

        foreach (string text in new[] { everything.MustSucceed().Output, other })
        {
            using var file = new TemporaryFile(text, ".x");
            string header = await Peer.RunAsync("rpcgen", ["-C", "-N", "-h", file.Path]);
            string routines = await Peer.RunAsync("rpcgen", ["-C", "-N", "-c", file.Path]);
            Assert.Contains("#define", header, StringComparison.Ordinal);
            Assert.Contains("xdr_", routines, StringComparison.Ordinal);
            Assert.Equal(text, Formatter.Format(text, isXdr: true));
        }
    }

    [Theory]
    [InlineData("1 Get() -> stream int32", "Bank.A.Get: ONC RPC language has no streams")]
    [InlineData("1 Get() -> map<string, int32>", "Bank.A.Get: ONC RPC language has no maps")]
    [InlineData("1 Get() -> decimal", "Bank.A.Get: ONC RPC language has no word for decimal")]
    [InlineData("1 Get(a: (b: int32)) -> ()", "Bank.A.Get.a: ONC RPC language has no tuples")]
    [InlineData("1 Get() -> () oneway", "Bank.A.Get: ONC RPC language has no calls without an answer")]
    [InlineData("0 Get() -> ()", "Bank.A.Get: ONC RPC language has no procedure 0 but that which does nothing")]
    [InlineData("1 Get() -> () throws F\nmessage F\n  0 X int32", "Bank.A.Get: ONC RPC language has no exceptions")]
    [InlineData("1 Get() -> M\nmessage M", "M: ONC RPC language has no struct without members")]
    [InlineData("1 Get() -> U\nmessage M\n  0 X int32\nunion U\n  1 M M", "U: ONC RPC language has no union without a discriminator")]
    public void What_ONC_RPC_language_cannot_say_is_named(string operation, string message)
    {
        ContractSchema schema = ContractSchema.Parse($"contract Bank.A\n  {operation}\n");

        CliException failure = Assert.Throws<CliException>(() => XdrExporter.Export(Declarations.Of([new(schema, Numbered)])));

        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public void A_contract_without_a_number_is_no_program()
    {
        ContractSchema schema = ContractSchema.Parse("contract Bank.A\n  1 Get() -> ()\n");

        CliException failure = Assert.Throws<CliException>(() => XdrExporter.Export(Declarations.Of([new(schema, null)])));

        Assert.Equal("Bank.A: ONC RPC language has no contract without a program's number, [OncProgram]", failure.Message);
    }

    private static ContractDescriptor Numbered { get; } = new("Bank.A", [], []) { OncProgram = new(0x20000001, 1) };

    private static async Task<IReadOnlyList<SourceContract>> ReadAsync(string text)
    {
        using var file = new TemporaryFile(text, ".x");
        return await ContractSource.ReadAsync(file.Path, default);
    }
}
