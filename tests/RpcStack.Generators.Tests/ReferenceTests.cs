using Microsoft.CodeAnalysis;
using RpcStack.Generators.CodeFixes;

namespace RpcStack.Generators.Tests;

/// <summary>That references and exported objects which live too long or too short are seen, and others are not.</summary>
public class ReferenceTests
{
    private const string Contract = """
        [RpcContract]
        public partial interface IBank
        {
            ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel = default);
            ValueTask<IAccount?> FindAsync(string owner, CancellationToken cancel = default);
            ValueTask<IListing> ListAsync(CancellationToken cancel = default);
            ValueTask SubscribeAsync(IListener listener, CancellationToken cancel = default);
            ValueTask UnsubscribeAsync(IListener listener, CancellationToken cancel = default);
            ValueTask AddAuditorAsync(IListener auditor, CancellationToken cancel = default);
            ValueTask AddAsync(int amount, CancellationToken cancel = default);
            ValueTask RemoveAsync(int amount, CancellationToken cancel = default);
            ValueTask TellAsync(IListener listener, CancellationToken cancel = default);
        }
        [RpcContract]
        public partial interface IAccount : IAsyncDisposable
        {
            ValueTask<int> BalanceAsync(CancellationToken cancel = default);
            IAsyncEnumerable<int> HistoryAsync(CancellationToken cancel = default);
        }
        [RpcContract] public partial interface IListing { ValueTask<int> CountAsync(CancellationToken cancel = default); }
        [RpcContract] public partial interface IListener { ValueTask HearAsync(string text, CancellationToken cancel = default); }
        public sealed class Listener : IListener
        {
            public ValueTask HearAsync(string text, CancellationToken cancel) => default;
        }

        """;

    [Theory]
    [InlineData("""
        public static class Use
        {
            public static async Task<int> Keep(IBank bank)
            {
                IAccount {|RPC3005:a = await bank.OpenAsync("a")|};
                var {|RPC3005:b = await bank.OpenAsync("b").ConfigureAwait(false)|};
                IAccount {|RPC3005:unused = await bank.OpenAsync("c")|};
                await {|RPC3005:bank.OpenAsync("d")|};
                if (b is not null) await b.BalanceAsync();
                await foreach (int amount in a.HistoryAsync()) if (amount > 0) break;
                return a == b ? 0 : await a.BalanceAsync();
            }
        }
        """)]
    [InlineData("""
        public static class Use
        {
            private static IAccount? _field;

            public static async Task<IAccount> Fine(IBank bank, List<IAccount> list, Func<Task<IAccount>> local)
            {
                await using IAccount a = await bank.OpenAsync("a");
                await using (IAccount b = await bank.OpenAsync("b")) await b.BalanceAsync();
                IAccount c = await bank.OpenAsync("c");
                await c.DisposeAsync();
                IAccount d = await bank.OpenAsync("d");
                list.Add(d);
                IAccount e = await bank.OpenAsync("e");
                _field = e;
                IAccount f = await bank.OpenAsync("f");
                Func<ValueTask<int>> later = () => f.BalanceAsync();
                IListing g = await bank.ListAsync();
                await g.CountAsync();
                IAccount h = await local();
                await h.BalanceAsync();
                IAccount i = await bank.OpenAsync("i");
                await using (i) await i.BalanceAsync();
                _ = await bank.OpenAsync("j");
                await bank.FindAsync("nobody");
                ValueTask<IAccount> k = bank.OpenAsync("k");
                IAccount l = await bank.OpenAsync("l");
                return l;
            }
        }
        """)]
    [InlineData("""
        public sealed class Use
        {
            private IAccount? _kept;
            private IAccount? _cleared;

            public async Task<IAccount> Leave(IBank bank)
            {
                await using IAccount a = await bank.OpenAsync("a");
                _kept = {|RPC3006:a|};
                await a.BalanceAsync();
                return {|RPC3006:a|};
            }

            public async Task<int> Fine(IBank bank, List<IAccount> accounts)
            {
                await using IAccount a = await bank.OpenAsync("a");
                IAccount b = a;
                accounts.Add(a);
                _cleared = a;
                try { Func<IAccount> get = () => a; return await b.BalanceAsync(); }
                finally { _cleared = null; }
            }
        }
        """)]
    [InlineData("""
        public sealed class Account : IAccount, IDisposable
        {
            public ValueTask<int> BalanceAsync(CancellationToken cancel) => default;
            public async IAsyncEnumerable<int> HistoryAsync(CancellationToken cancel) { await Task.Yield(); yield break; }
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
        }
        public sealed class Listing(int count) : IListing, IDisposable
        {
            public ValueTask<int> CountAsync(CancellationToken cancel) => new(count);
            public void Dispose() { }
        }
        public sealed class Ear : IListener, IDisposable
        {
            public ValueTask HearAsync(string text, CancellationToken cancel) => default;
            public void Dispose() { }
        }
        public sealed class Bank : IBank
        {
            public async ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel) { await Task.Yield(); return new Account(); }
            public ValueTask<IAccount?> FindAsync(string owner, CancellationToken cancel) => default;
            public ValueTask<IListing> ListAsync(CancellationToken cancel) => new({|RPC3007:new Listing(1)|});
            public ValueTask<IListing> OtherAsync() => new(new Listing(1));
            public ValueTask SubscribeAsync(IListener listener, CancellationToken cancel) => default;
            public ValueTask UnsubscribeAsync(IListener listener, CancellationToken cancel) => default;
            public ValueTask AddAuditorAsync(IListener auditor, CancellationToken cancel) => default;
            public ValueTask AddAsync(int amount, CancellationToken cancel) => default;
            public ValueTask RemoveAsync(int amount, CancellationToken cancel) => default;
            public ValueTask TellAsync(IListener listener, CancellationToken cancel) => default;
        }
        public sealed class SlowBank(IBank bank)
        {
            public async Task Tell(List<IListener> ears)
            {
                await bank.TellAsync({|RPC3007:new Ear()|});
                await bank.TellAsync(new Listener());
                using var ear = new Ear();
                await bank.TellAsync(ear);
                ears.Add(new Ear());
                IListing own = new Listing(2);
                Func<IListing> make = () => new Listing(3);
            }
        }
        public sealed class Forest : IForest
        {
            public async ValueTask<IListing> FirstAsync(CancellationToken cancel) { await Task.Yield(); return {|RPC3007:new Listing(1)|}; }
            public Task<IListing> SecondAsync(CancellationToken cancel) => Task.FromResult<IListing>({|RPC3007:new Listing(1)|});
        }
        [RpcContract]
        public partial interface IForest
        {
            ValueTask<IListing> FirstAsync(CancellationToken cancel = default);
            Task<IListing> SecondAsync(CancellationToken cancel = default);
        }
        """)]
    [InlineData("""
        public static class Use
        {
            public static async Task Hear(IBank bank, IListener listener)
            {
                await {|RPC3008:bank.SubscribeAsync(listener)|};
                await bank.AddAuditorAsync(listener);
                await bank.AddAsync(1);
            }
        }
        """)]
    [InlineData("""
        public static class Use
        {
            public static async Task Hear(IBank bank, IListener listener) => await bank.SubscribeAsync(listener);
        }
        public static class Elsewhere
        {
            public static Func<IListener, CancellationToken, ValueTask> Stop(IBank bank) => bank.UnsubscribeAsync;
        }
        """)]
    public async Task What_lives_too_long_or_too_short_is_seen(string marked)
    {
        var source = Markup.Parse(Contract + marked);
        Workbench.Generate(Workbench.Compile(source.Text), out Compilation output);
        Workbench.AssertNone(output.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error));
        IEnumerable<Diagnostic> found = await output.AnalyzeAsync(DiagnosticSeverity.Info);
        Assert.Equal(source.Places.Order(), found.Where(one => one.Id is not "RPC3009").Select(Print).Order());
    }

    [Theory]
    [InlineData("RPC3005", "IAccount a = await bank.OpenAsync(\"a\"); // kept", "await using IAccount a = await bank.OpenAsync(\"a\"); // kept")]
    [InlineData("RPC3005", "var a = await bank.OpenAsync(\"a\");\n        var b = await bank.OpenAsync(\"b\");",
        "await using var a = await bank.OpenAsync(\"a\");\n        await using var b = await bank.OpenAsync(\"b\");")]
    [InlineData("RPC3006", "await using IAccount a = await bank.OpenAsync(\"a\");\n        Field = a;",
        "IAccount a = await bank.OpenAsync(\"a\");\n        Field = a;")]
    public async Task Its_life_is_mended(string id, string before, string after)
    {
        string Source(string body) => $$"""
            {{Contract}}
            public static class Use
            {
                public static IAccount? Field { get; set; }

                public static async Task Run(IBank bank)
                {
                    await Task.Yield();
                    {{body}}
                }
            }
            """;
        var editor = new Editor([("Use.cs", Source(before))], new ContractFixProvider());
        await editor.FixAllAsync(id);
        Assert.Equal(Source(after), await editor.ReadAsync("Use.cs"));
        Assert.Empty(await editor.DiagnosticsAsync(id));
        await editor.AssertSoundAsync();
    }

    [Fact]
    public async Task An_exported_object_learns_to_be_disposed_of()
    {
        const string listing = """
            public sealed class Listing : IListing, IDisposable
            {
                public ValueTask<int> CountAsync(CancellationToken cancel) => default;

                public void Dispose()
                {
                }
            }
            public sealed class Library : ILibrary
            {
                public async ValueTask<IListing> FirstAsync(CancellationToken cancel) { await Task.Yield(); return new Listing(); }
                public async ValueTask<IListing> SecondAsync(CancellationToken cancel) { await Task.Yield(); return new Listing(); }
            }
            [RpcContract]
            public partial interface ILibrary
            {
                ValueTask<IListing> FirstAsync(CancellationToken cancel = default);
                ValueTask<IListing> SecondAsync(CancellationToken cancel = default);
            }
            """;
        var editor = new Editor([("Use.cs", Contract + listing)], new ContractFixProvider());
        await editor.FixAllAsync("RPC3007");
        string text = await editor.ReadAsync("Use.cs");
        Assert.Contains("class Listing : IListing, IDisposable, IAsyncDisposable\n", text, StringComparison.Ordinal);
        Assert.Contains("    }\n\n    public ValueTask DisposeAsync()\n    {\n        Dispose();\n        return default;\n    }\n", text, StringComparison.Ordinal);
        Assert.Empty(await editor.DiagnosticsAsync("RPC3007"));
        await editor.AssertSoundAsync();
    }

    private static string Print(Diagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.Text.LinePosition start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"{diagnostic.Id} ({start.Line + 1},{start.Character + 1})";
    }
}
