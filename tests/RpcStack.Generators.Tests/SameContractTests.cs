using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That a contract is one contract, whatever it is written in: its codecs and operations are the same text.</summary>
public class SameContractTests
{
    private const string CSharp = """
        namespace Bank;
        public enum Kind { DEPOSIT, WITHDRAWAL }
        [RpcMessage] public sealed record Entry(
            Kind What, long Cents, [RpcLength(40)] string Note, double? Rate, IReadOnlyList<Entry> Parts,
            [RpcLength(16, Fixed = true)] byte[] Hash, IReadOnlyDictionary<string, int> Tags);
        [RpcMessage] public sealed class Overdrawn(long missing) : RpcFault { public long Missing { get; } = missing; }
        [RpcUnion(Discriminator = typeof(Kind))]
        [RpcCase<Deposited>(Kind.DEPOSIT)]
        [RpcCase<Other>]
        public abstract partial record Change
        {
            [RpcMessage(Name = "Bank.Change.deposited")] public sealed record Deposited(Entry Value) : Change;
            [RpcMessage(Name = "Bank.Change.other")]
            public sealed record Other([RpcDiscriminator] Kind Discriminator, string Value) : Change;
        }
        [RpcContract]
        public partial interface IAccount
        {
            [RpcOperation(Name = "_get_owner")] ValueTask<string> GetOwnerAsync(CancellationToken cancel = default);
            [Idempotent] [return: RpcLength(8)] ValueTask<IReadOnlyList<Entry>> HistoryAsync(
                uint most, [RpcLength(4)] IReadOnlyList<Kind> kinds, CancellationToken cancel = default);
            [Throws<Overdrawn>] ValueTask<Change> WithdrawAsync(long cents, CancellationToken cancel = default);
            [Oneway] ValueTask TouchAsync(CancellationToken cancel = default);
            IAsyncEnumerable<Change> WatchAsync(IAsyncEnumerable<Kind> kinds, CancellationToken cancel = default);
            ValueTask<SplitResult> SplitAsync(int parts, long cents, CancellationToken cancel = default);
            [RpcMessage(Name = "Bank.Account.Split.Result")] public sealed record SplitResult(bool Result, long Cents, long Rest);
        }
        """;

    private const string Idl = """
        module Bank {
          enum Kind { DEPOSIT, WITHDRAWAL };
          struct Entry {
            Kind what; long long cents; string<40> note; @optional double rate; sequence<Entry> parts;
            octet hash[16]; map<string, long> tags;
          };
          exception Overdrawn { long long missing; };
          union Change switch (Kind) { case DEPOSIT: Entry deposited; default: string other; };
          interface Account {
            readonly attribute string owner;
            @idempotent sequence<Entry, 8> History(in unsigned long most, in sequence<Kind, 4> kinds);
            Change Withdraw(in long long cents) raises (Overdrawn);
            oneway void Touch();
            @stream sequence<Change> Watch(in @stream sequence<Kind> kinds);
            boolean Split(in long parts, inout long long cents, out long long rest);
          };
        };
        """;

    [Fact]
    public void Idl_and_C_sharp_give_the_same_stubs_and_codecs()
    {
        Dictionary<string, string> expected = Texts(Workbench.Generate(Workbench.Compile(CSharp), out _));
        Dictionary<string, string> actual = Texts(
            new IdlWorkbench(("bank.idl", Idl)).Generate(Workbench.Compile(""), out _));
        Assert.Equal(expected.Keys.Append("bank.idl.g.cs").Append("bank.idl.text.g.cs").Order(), actual.Keys.Order());
        foreach ((string name, string text) in expected) Assert.Equal(text, actual[name]);
        Assert.Contains("Bank.IAccount.g.cs", expected.Keys);
    }

    private static Dictionary<string, string> Texts(GeneratorRunResult result) =>
        result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
}
