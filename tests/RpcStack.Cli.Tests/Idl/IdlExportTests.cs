using RpcStack.Cli.Idl;
using RpcStack.Cli.Idl.Export;
using RpcStack.Cli.Idl.Export.Omg;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Idl;

public sealed class IdlExportTests
{
    // What omniidl knows: no annotations, no types of IDL 4.
    private const string Plain = """
        module Bank {
          enum Kind { RED, GREEN };
          struct Node;
          typedef sequence<Node> Nodes;
          struct Node { string<8> label; Nodes children; Kind kind; };
          union Shape switch (Kind) { case RED: double radius; default: string<4> other; };
          exception Refused { long code; string message; };
          interface Named { string name(); };
          interface Account : Named {
            Node find(in string path, in Shape shape) raises (Refused);
            oneway void log(in sequence<octet> line);
            attribute long size;
            readonly attribute string owner;
          };
        };
        module Shop { interface Till : Bank::Account { unsigned long long total(in long _long); }; };
        """;

    private const string Annotated = """
        module Demo {
          typedef octet Hash[16];
          typedef long Matrix[2][3];
          @bit_bound(16) enum _Port { @value(80) HTTP, @value(443) HTTPS };
          struct Options {
            @id(1) @optional string text;
            @id(4) map<string<7>, map<string<3>, long>, 5> counts;
            @id(5) Matrix matrix;
            @id(6) Hash hash;
          };
          union Number switch (long) { case 1: case -2: int8 small; case 3: wchar letter; };
          interface Everything {
            @idempotent Options echo(in Options options, in @optional long limit);
            @stream sequence<_Port> ports(in Number number);
            long sum(in long factor, in @stream sequence<long> items);
          };
        };
        """;

    [Theory]
    [InlineData(Plain)]
    [InlineData(Annotated)]
    public async Task What_was_read_comes_back(string idl)
    {
        using var file = new TemporaryFile(idl, ".idl");
        IReadOnlyList<SourceContract> contracts = await ContractSource.ReadAsync(file.Path, default);

        using var again = new TemporaryFile(IdlExporter.Export(Declarations.Of(contracts)), ".idl");

        Assert.Equal(Contracts.Text(contracts), Contracts.Text(await ContractSource.ReadAsync(again.Path, default)));
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Annotated)]
    public async Task An_interface_file_becomes_the_same_contract_in_CSharp(string idl)
    {
        using var file = new TemporaryFile(idl, ".idl");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "csharp", file.Path);

        Assert.Equal(
            Contracts.Text(await ContractSource.ReadAsync(file.Path, default)),
            Contracts.Text(await Contracts.CompileAsync(outcome.MustSucceed().Output)));
    }

    [PeerFact("omniidl")]
    public async Task Omniidl_accepts_what_needs_no_annotations()
    {
        using var file = new TemporaryFile(Plain, ".idl");
        Outcome outcome = await BuiltProgram.Tool.RunAsync("idl", "export", "--to", "idl", file.Path);
        using var exported = new TemporaryFile(outcome.MustSucceed().Output, ".idl");

        Assert.Contains("Account", await Peer.RunAsync("omniidl", ["-bdump", exported.Path]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contract Bank\n  0 Get() -> decimal\n", "Bank.Get: OMG IDL has no word for decimal")]
    [InlineData("contract Bank\n  1 Get() -> int32\n", "Bank.Get: OMG IDL has no number 1 for it")]
    [InlineData("contract Bank\n  0 Get(a: (b: int32)) -> ()\n", "Bank.Get.a: OMG IDL has no word for (b: int32)")]
    [InlineData("contract Bank\n  0 Get() -> N\nmessage N\n  0 Next N?\n", "N.Next: OMG IDL has no type that contains itself but in a sequence")]
    [InlineData("contract Bank\n  0 Get() -> U\nunion U\n  1 C C\nmessage C\n", "U.C: OMG IDL has no case that is more than one value")]
    public void What_OMG_IDL_cannot_say_is_named(string schema, string message)
    {
        var contract = new SourceContract(ContractSchema.Parse(schema), null);

        CliException failure = Assert.Throws<CliException>(() => IdlExporter.Export(Declarations.Of([contract])));

        Assert.Equal(message, failure.Message);
    }
}
