using Microsoft.CodeAnalysis;
using RpcStack.Generators.CodeFixes;

namespace RpcStack.Generators.Tests;

/// <summary>That several round trips which could be one are seen, and others are not.</summary>
public class RoundTripTests
{
    private const string Contract = """
        using System.Linq;

        [RpcContract]
        public partial interface IFolder : IAsyncDisposable
        {
            ValueTask<IFolder> OpenAsync(string name, CancellationToken cancel = default);
            ValueTask<IFolder?> FindAsync(string name, CancellationToken cancel = default);
            [Idempotent] Task<int> SizeAsync(string name, CancellationToken cancel = default);
            [Idempotent] ValueTask<string> ReadAsync(CancellationToken cancel = default);
            [Idempotent] ValueTask TouchAsync(string name, CancellationToken cancel = default);
            ValueTask DeleteAsync(string name, CancellationToken cancel = default);
            IAsyncEnumerable<string> ListAsync(CancellationToken cancel = default);
        }

        """;

    [Theory]
    [InlineData("""
        public static class Use
        {
            public static async Task Sequential(IFolder a, string[] names, IEnumerable<IFolder> folders)
            {
                List<int> sizes = [];
                List<string> texts = new();
                foreach (string name in names) sizes.Add(await {|RPC3010:a.SizeAsync(name)|});
                foreach (string name in names)
                {
                    await {|RPC3010:a.TouchAsync(name)|}.ConfigureAwait(false);
                }

                foreach (IFolder folder in folders) texts.Add(await {|RPC3010:folder.ReadAsync()|});
            }

            public static async Task Fine(IFolder a, List<string> names, List<Task<string>> tasks, Local local, IAsyncEnumerable<string> stream)
            {
                List<int> sizes = [];
                HashSet<int> set = [];
                foreach (string name in names) await a.DeleteAsync(name);
                foreach (string name in names) names.Add(await a.ReadAsync());
                foreach (string name in names.ToArray()) sizes.Add(await a.SizeAsync(name + sizes.Count));
                foreach (string name in names) set.Add(await a.SizeAsync(name));
                foreach (string name in names) { await a.TouchAsync(name); await Task.Yield(); }
                foreach (string name in names) if (name.Length > 0) await a.TouchAsync(name);
                foreach (string name in names) await local.TouchAsync(name);
                foreach (Task<string> task in tasks) await a.TouchAsync(await task);
                await foreach (string name in stream) await a.TouchAsync(name);
                for (int i = 0; i < 3; i++) await a.TouchAsync("x");
            }
        }
        public sealed class Local { public Task TouchAsync(string name) => Task.CompletedTask; }
        """)]
    [InlineData("""
        public static class Use
        {
            public static async Task<string> Dependent(IFolder a)
            {
                await (await {|RPC3009:a.OpenAsync("a")|}).ReadAsync();
                string text = await (await {|RPC3009:|}(await {|RPC3009:a.OpenAsync("a")|}.ConfigureAwait(false)).OpenAsync("b")).ReadAsync();
                await using IFolder b = await {|RPC3009:a.OpenAsync("b")|};
                var c = await {|RPC3009:b.OpenAsync("c")|};
                await Task.Yield();
                if (text.Length > 0) text += text;
                text += await c.ReadAsync();
                await c.DisposeAsync();
                return await b.ReadAsync();
            }

            public static async Task Fine(IFolder a, List<IFolder> kept, Local local)
            {
                IFolder? found = await a.FindAsync("a");
                if (found is not null) await found.ReadAsync();
                IFolder tried = await a.OpenAsync("a");
                try { await tried.ReadAsync(); } catch (RpcException) { }
                IFolder perhaps = await a.OpenAsync("a");
                if (kept.Count > 0) await perhaps.ReadAsync();
                string text = kept.Count > 0 ? await perhaps.ReadAsync() : "";
                IFolder both = await a.OpenAsync("b");
                kept.Add(both);
                await both.ReadAsync();
                IFolder unused = await a.OpenAsync("c");
                IFolder captured = await a.OpenAsync("d");
                Func<Task<string>> later = async () => await captured.ReadAsync();
                IFolder own = await local.OpenAsync("e");
                await own.ReadAsync();
                kept.Add(await a.OpenAsync("f"));
                ValueTask<IFolder> task = a.OpenAsync("g");
                await (await task).ReadAsync();
            }
        }
        public sealed class Local(IFolder folder) { public ValueTask<IFolder> OpenAsync(string name) => folder.OpenAsync(name); }
        """)]
    public async Task Calls_that_wait_for_each_other_are_seen(string marked)
    {
        var source = Markup.Parse(Contract + marked);
        Workbench.Generate(Workbench.Compile(source.Text), out Compilation output);
        Workbench.AssertNone(output.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error));
        IEnumerable<Diagnostic> found = await output.AnalyzeAsync(DiagnosticSeverity.Info);
        Assert.Equal(
            source.Places.Order(),
            found.Where(one => one.Id is "RPC3009" or "RPC3010").Select(Print).Order());
    }

    [Theory]
    [InlineData("RPC3010", "foreach (string name in names) sizes.Add(await a.SizeAsync(name, cancel).ConfigureAwait(false)); // all",
        "sizes.AddRange(await Task.WhenAll(names.Select(name => a.SizeAsync(name, cancel)))); // all")]
    [InlineData("RPC3010", "foreach (string name in more ?? names)\n        {\n            await a.TouchAsync(name, cancel);\n        }",
        "await Task.WhenAll((more ?? names).Select(name => a.TouchAsync(name, cancel).AsTask()));")]
    [InlineData("RPC3009", "await (await a.OpenAsync(\"x\", cancel)).ReadAsync(cancel);", "await a.OpenPromised(\"x\", cancel).ReadAsync(cancel);")]
    [InlineData("RPC3009", "await (await (await a.OpenAsync(\"x\", cancel).ConfigureAwait(false)).OpenAsync(\"y\", cancel)).ReadAsync(cancel);",
        "await a.OpenPromised(\"x\", cancel).OpenPromised(\"y\", cancel).ReadAsync(cancel);")]
    [InlineData("RPC3009",
        "await using IFolder b = await a.OpenAsync(\"x\", cancel); // the folder\n        await b.ReadAsync(cancel);",
        "await using IFolder b = a.OpenPromised(\"x\", cancel); // the folder\n        await b.ReadAsync(cancel);")]
    public async Task They_are_made_together(string id, string before, string after)
    {
        string Source(string body) => $$"""
            {{Contract}}
            public static class Use
            {
                public static async Task Run(IFolder a, string[] names, string[]? more, CancellationToken cancel)
                {
                    List<int> sizes = [];
                    {{body}}
                    await Task.Yield();
                    _ = (more, sizes);
                }
            }
            """;
        var editor = new Editor([("Use.cs", Source(before))], new ContractFixProvider());
        await editor.FixAllAsync(id);
        Assert.Equal(Source(after), await editor.ReadAsync("Use.cs"));
        Assert.Empty(await editor.DiagnosticsAsync(id));
        await editor.AssertSoundAsync();
    }

    private static string Print(Diagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.Text.LinePosition start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"{diagnostic.Id} ({start.Line + 1},{start.Character + 1})";
    }
}
