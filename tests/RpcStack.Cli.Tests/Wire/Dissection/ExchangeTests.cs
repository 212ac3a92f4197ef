using System.Net;
using RpcStack.Cli.Idl;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Input;

namespace RpcStack.Cli.Tests.Wire.Dissection;

/// <summary>The exchange that docs/wire-protocol.md explains octet by octet.</summary>
public sealed class ExchangeTests
{
    private const string Greeter = "module Sample { interface Greeter { string Greet(in string name); }; };";

    [Fact]
    public async Task The_documented_exchange_is_read_as_the_document_explains_it()
    {
        using var idl = new TemporaryFile(Greeter, ".idl");
        IEnumerable<KnownContract> contracts =
            (await ContractSource.ReadAsync(idl.Path, default)).Select(contract => KnownContract.Of(contract.Descriptor!));

        AssertExchange(Read(contracts));
    }

    [Fact]
    public async Task A_contract_of_which_only_the_text_is_known_gives_the_same_names()
    {
        using var idl = new TemporaryFile(Greeter, ".idl");
        IEnumerable<KnownContract> contracts =
            (await ContractSource.ReadAsync(idl.Path, default)).Select(contract => KnownContract.Of(ContractSchema.Parse(contract.Schema.Text)));

        AssertExchange(Read(contracts));
    }

    [Fact]
    public void Without_the_contract_the_octets_are_all_there_and_have_no_names()
    {
        IReadOnlyList<Message> messages = Read([]);

        Dissected.MustCover(messages);
        Assert.Empty(Dissected.Problems(messages));
        Assert.Equal("REQUEST call 10 #0.0", messages[2].Summary);
        Assert.Contains(Dissected.All(messages[2].Root), field => field.Value == "\"Ada\"" && field.Contract == "request[0]");
    }

    private static void AssertExchange(IReadOnlyList<Message> messages)
    {
        Dissected.MustCover(messages);
        Assert.Empty(Dissected.Problems(messages));
        Assert.Equal(
            [
                "HELLO MessagePack, epoch 0000000000000001",
                "REQUEST call 2 resolve Sample.Greeter",
                "REQUEST call 10 Sample.Greeter.Greet",
                "HELLO MessagePack, epoch 0000000000000002",
                "RESPONSE call 2 resolve Sample.Greeter",
                "RESPONSE call 10 Sample.Greeter.Greet",
            ],
            messages.Select(message => message.Summary));
        Assert.Equal(
            [
                "0+1 length = 14: type, flags and payload",
                "1+1 type = REQUEST (2)",
                "2+1 flags = deadline",
                "3+1 call = 10",
                "4+1 target = promise 1",
                "5+1 contract = 0: Sample.Greeter",
                "6+1 ordinal = 0: Greet",
                "7+3 deadline = 30000 ms are left in all",
                "10+5 body = ",
            ],
            messages[2].Root.Parts.Select(field => field.ToString()));
        Assert.Equal(
            ["11+4 name = \"Ada\""],
            Dissected.All(messages[2].Root).Where(field => field.Contract == "request.name").Select(field => field.ToString()));
    }

    private static IReadOnlyList<Message> Read(IEnumerable<KnownContract> contracts)
    {
        IEnumerable<string> lines = File.ReadLines(BuiltProgram.PathTo("docs/wire-protocol.md"))
            .Where(line => line.StartsWith("C  ", StringComparison.Ordinal) || line.StartsWith("S  ", StringComparison.Ordinal))
            .Select(line => line[..Math.Min(line.Length, 52)]);
        var nowhere = new IPEndPoint(IPAddress.Any, 0);
        var flow = new Flow(1, FlowTransport.Tcp, nowhere, nowhere);
        return FlowDissector.Read(
            HexDump.Read(string.Join('\n', lines)).Select(piece => new FlowEvent(flow, FlowEventKind.Data, piece.From, 0, piece.Bytes)),
            new ProtocolChoice(new ContractCatalogue(contracts)));
    }
}
