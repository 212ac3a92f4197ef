using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>Files in other languages among the C# and the other files of their project.</summary>
public class IdlProjectTests
{
    [Fact]
    public async Task A_C_sharp_contract_and_its_messages_may_name_what_idl_declares()
    {
        var bench = new IdlWorkbench(("bank.idl", """
            module Bank {
              struct Entry { string note; double amount; };
              exception Overdrawn { double missing; };
              union Change switch (boolean) { case TRUE: Entry added; case FALSE: long removed; };
              interface Account { double balance(); };
            };
            """));
        Compilation output = await bench.AcceptAsync("""
            namespace Bank;
            /// <summary>All accounts.</summary>
            [RpcContract]
            public partial interface IBranch : IAccount
            {
                /// <summary>Gives what happened.</summary>
                [Throws<Overdrawn>] ValueTask<Statement> StatementAsync(Entry last, CancellationToken cancel = default);
            }
            /// <summary>What happened.</summary>
            [RpcMessage]
            public sealed record Statement(IReadOnlyList<Entry> Entries, Change? Change);
            """);
        Assert.NotNull(output.GetTypeByMetadataName("Bank.BranchStub"));
        Assert.NotNull(output.GetTypeByMetadataName("Bank.StatementCodec"));
    }

    [Fact]
    public async Task A_type_made_of_idl_is_completed_in_C_sharp()
    {
        var bench = new IdlWorkbench(("point.idl", "/// A point.\nstruct Point { long x, y; };"));
        await bench.AcceptAsync("""
            public sealed partial record Point
            {
                /// <summary>The distance from the origin.</summary>
                public double Length => Math.Sqrt((X * X) + (Y * Y));
            }
            """);
    }

    [Fact]
    public async Task A_file_sees_what_it_includes_near_or_far()
    {
        var bench = new IdlWorkbench(
            ("/p/idl/shop.idl", "#include \"common/orders.idl\"\ninterface Shop { Common::Id buy(in Common::Order order); };"),
            ("/p/idl/common/orders.idl", "#include <ids.idl>\nmodule Common { struct Order { Id id; }; };"),
            ("/p/idl/common/ids.idl", "module Common { typedef string<8> Id; struct Mark { Id id; }; };"),
            ("/p/idl/other/ids.idl", "module Other { struct Mark { long id; }; struct Far : ::Other::Mark { long b; }; };"));
        Compilation output = await bench.AcceptAsync();
        Assert.NotNull(output.GetTypeByMetadataName("IShop"));
    }

    [Fact]
    public async Task A_struct_is_open_where_one_in_another_file_extends_it()
    {
        var bench = new IdlWorkbench(
            ("base.idl", "struct Base { long a; }; struct Other { long b; };"),
            ("derived.idl", "#include \"base.idl\"\nstruct Derived : Base { long c; };"));
        Compilation output = await bench.AcceptAsync();
        Assert.False(output.GetTypeByMetadataName("Base")!.IsSealed);
        Assert.True(output.GetTypeByMetadataName("Other")!.IsSealed);
    }

    [Fact]
    public async Task The_builds_namespace_is_around_the_modules()
    {
        var bench = new IdlWorkbench(
            new Dictionary<string, string> { ["clock.idl"] = "My.Contracts" },
            ("clock.idl", "struct Instant { long long ticks; }; module Time { interface Clock { Instant now(); }; };"));
        Compilation output = await bench.AcceptAsync();
        Assert.NotNull(output.GetTypeByMetadataName("My.Contracts.Instant"));
        Assert.NotNull(output.GetTypeByMetadataName("My.Contracts.Time.IClock"));
    }

    [Fact]
    public void Files_of_one_name_in_two_folders_are_two()
    {
        var bench = new IdlWorkbench(("/p/a/x.idl", "struct A { long x; };"), ("/p/b/x.idl", "struct B { long x; };"));
        IEnumerable<string> names =
            bench.Generate(Workbench.Compile(""), out _).GeneratedSources.Select(source => source.HintName);
        Assert.Equal(["ACodec.g.cs", "BCodec.g.cs", "a.x.idl.g.cs", "a.x.idl.text.g.cs", "b.x.idl.g.cs", "b.x.idl.text.g.cs"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_rules_for_contracts_say_is_said_where_the_idl_says_it()
    {
        var bench = new IdlWorkbench(("chat.idl", """
            interface Callback { void said(in string line); };
            exception Lost { Callback who; };
            interface Chat { void join(in string name) raises (Lost); };
            """));
        IEnumerable<string> said = (await bench.AnalyzeAsync()).Select(diagnostic => diagnostic.ToString());
        Assert.Contains(said, one => one.StartsWith("chat.idl(2,27): error RPC0007: ", StringComparison.Ordinal));
    }
}
