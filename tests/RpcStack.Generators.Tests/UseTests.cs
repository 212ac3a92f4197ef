using Microsoft.CodeAnalysis;
using RpcStack.Generators.CodeFixes;

namespace RpcStack.Generators.Tests;

/// <summary>That careless calls of a contract are seen, and others are not.</summary>
public class UseTests
{
    private const string Contract = """
        [RpcContract]
        public partial interface IAccount
        {
            [Idempotent] ValueTask<int> BalanceAsync(CancellationToken cancel = default);
            Task<int> DrawAsync(int amount, CancellationToken cancel = default);
            ValueTask PayAsync(int amount, CancellationToken cancel = default);
        }

        """;

    [Theory]
    [InlineData("""
        public static class Use
        {
            public static void Block(IAccount a)
            {
                _ = {|RPC3001:a.DrawAsync(1).Result|};
                {|RPC3001:a.DrawAsync(1).Wait()|};
                {|RPC3001:a.PayAsync(1).GetAwaiter().GetResult()|};
                {|RPC3001:a.PayAsync(1).AsTask().Wait()|};
                {|RPC3001:a.DrawAsync(1).ConfigureAwait(false).GetAwaiter().GetResult()|};
            }

            public static async Task Fine(IAccount a, Local local)
            {
                await a.PayAsync(1).ConfigureAwait(false);
                _ = local.Task.Result;
                _ = local.DrawAsync(1).Result;
            }
        }
        public class Local
        {
            public Task<int> Task => System.Threading.Tasks.Task.FromResult(1);
            public Task<int> DrawAsync(int amount) => Task;
        }
        """)]
    [InlineData("""
        public static class Use
        {
            public static async Task<int> Retry(IAccount a)
            {
                while (true)
                {
                    try { return await {|RPC3002:a.DrawAsync(1)|}; }
                    catch (RpcException) { await Task.Delay(1); }
                }
            }

            public static async Task For(IAccount a)
            {
                for (int i = 0; i < 3; i++)
                {
                    try { await {|RPC3002:a.PayAsync(1)|}; break; }
                    catch (Exception) when (i < 2) { }
                    catch { continue; }
                }
            }

            public static async Task Fine(IAccount a, int[] amounts)
            {
                foreach (int amount in amounts)
                {
                    try { await a.PayAsync(amount); } catch (RpcException) { }
                }

                for (int i = 0; i < 3; i++)
                {
                    try { await a.PayAsync(1); while (true) break; } catch (RpcException) { }
                }

                while (true)
                {
                    try { await a.BalanceAsync(); break; } catch (RpcException) { }
                    try { await a.PayAsync(1); break; } catch (RpcException e) when (!e.Started) { }
                    try { await a.PayAsync(1); break; } catch (RpcException) { throw; }
                    try { await a.PayAsync(1); } catch (RpcException) { }
                }
            }
        }
        """)]
    [InlineData("""
        public static class Use
        {
            public static async Task Pass(IAccount a, CancellationToken stop)
            {
                await {|RPC3003:a.BalanceAsync()|};
                Func<Task> inner = async () => await {|RPC3003:a.PayAsync(1)|};
                Func<CancellationToken, Task> own = async other => await {|RPC3003:a.PayAsync(1)|};
                Func<IAccount, Task> apart = static async b => await b.PayAsync(1);
                await a.PayAsync(1, stop);
                await a.PayAsync(1, default);
            }

            public static async Task Fine(IAccount a) => await a.BalanceAsync();
        }
        """)]
    [InlineData("""
        public static class Use
        {
            public static async Task Pass(IAccount a, CallOptions options)
            {
                await {|RPC3004:a.BalanceAsync()|};
                await a.With(options).BalanceAsync();
                IAccount quick = a.With(options);
                await quick.BalanceAsync();
            }

            public static async Task Fine(IAccount a) => await a.BalanceAsync();
        }
        """)]
    public async Task A_careless_call_is_seen(string marked)
    {
        var source = Markup.Parse(Contract + marked);
        Workbench.Generate(Workbench.Compile(source.Text), out Compilation output);
        IEnumerable<Diagnostic> found = await output.AnalyzeAsync(DiagnosticSeverity.Info);
        Assert.Equal(source.Places.Order(), found.Select(Print).Order());
    }

    [Theory]
    [InlineData("RPC3001", "int x = a.DrawAsync(1).Result + 1;", "int x = await a.DrawAsync(1) + 1;")]
    [InlineData("RPC3001", "a.PayAsync(1).AsTask().Wait();", "await a.PayAsync(1);")]
    [InlineData("RPC3001", "string x = a.DrawAsync(1).GetAwaiter().GetResult().ToString();",
        "string x = (await a.DrawAsync(1)).ToString();")]
    [InlineData("RPC3002", "while (true) try { await a.PayAsync(1); break; } catch (RpcException) { }",
        "while (true) try { await a.PayAsync(1); break; } catch (RpcException e) when (!e.Started) { }")]
    [InlineData("RPC3003", "await a.DrawAsync(1);", "await a.DrawAsync(1, cancel: stop);", "CancellationToken stop")]
    [InlineData("RPC3004", "await a.BalanceAsync();", "await a.With(options).BalanceAsync();", "CallOptions options")]
    public async Task A_careless_call_is_mended(string id, string before, string after, string parameter = "int x0")
    {
        string Source(string body) => $$"""
            {{Contract}}
            public static class Use
            {
                public static async Task Run(IAccount a, {{parameter}})
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
    public async Task A_method_that_cannot_await_is_left_to_its_author()
    {
        var editor = new Editor(
            [("Use.cs", Contract + "public static class Use { public static int Run(IAccount a) => a.DrawAsync(1).Result; }")],
            new ContractFixProvider());
        Assert.Empty(await editor.OffersAsync(Assert.Single(await editor.DiagnosticsAsync("RPC3001"))));
    }

    private static string Print(Diagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.Text.LinePosition start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"{diagnostic.Id} ({start.Line + 1},{start.Character + 1})";
    }
}
