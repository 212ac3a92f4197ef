using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Tests;

/// <summary>That whatever people are in the middle of typing, the generator neither throws nor gives up.</summary>
public class RobustnessTests
{
    private static readonly string[] Fragments =
    [
        "?", "[]", "<", ">", "{", "}", "(", ")", ";", ",", "static ", "partial ", "abstract ", "record ", "interface ",
        "class ", "file ", "private ", "ref ", "params ", "[RpcMessage] ", "[RpcContract] ", "[RpcUnion] ", "[RpcCase<int>(1)] ",
        "[RpcField(0)] ", "[RpcField] ", "[RpcOperation(\"x\")] ", "[Throws<int>] ", "object ", "dynamic ", "void ", "T ", "<T>",
        "int* ", "where T : class ", "this ", "required ", ": IFoo ", "namespace N; ", "(int, int) ", "\0", "é",
    ];

    /// <summary>How often each sample is spoiled: each time is a compilation. RPCSTACK_MUTATIONS asks for more than the suite has time for.</summary>
    private static readonly int Mutations = int.Parse(
        Environment.GetEnvironmentVariable("RPCSTACK_MUTATIONS") ?? "12", CultureInfo.InvariantCulture);

    public static TheoryData<string> Names => BreadthTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Broken_code_breaks_neither_generator_nor_analyzer(string name)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(TestFiles.Here, "Breadth", name + ".cs"));
        var random = new Random(4711 + name.Length);
        for (int i = 0; i < Mutations; i++)
        {
            CSharpCompilation compilation = Workbench.Compile(Mutate(text, random));
            Workbench.Generate(compilation, out Compilation output);
            if (i % 4 == 0) await output.AnalyzeAsync();
        }
    }

    [Fact]
    public async Task A_type_nested_deeper_than_the_limit_is_refused_and_not_followed()
    {
        string type = string.Concat(Enumerable.Repeat("List<", 300)) + "int" + new string('>', 300);
        Compilation compilation = Workbench.Compile($"[RpcMessage] public record Deep({type} X);");
        Assert.Empty(Workbench.Generate(compilation, out Compilation output).GeneratedSources);
        Assert.Equal("RPC0007", Assert.Single(await output.AnalyzeAsync()).Id);
    }

    [Fact]
    public async Task A_chain_of_messages_may_be_longer_than_the_stack_is_deep()
    {
        var source = new StringBuilder("[RpcContract] public partial interface IFoo { ValueTask A(M0 first); }");
        for (int i = 0; i < 3000; i++) source.AppendLine($"[RpcMessage] public record M{i}(M{i + 1}? Next);");
        Compilation compilation = Workbench.Compile($"{source}[RpcMessage] public record M3000(object Tag);");
        Assert.Single(Workbench.Generate(compilation, out _).GeneratedSources);
        Assert.Equal(["RPC0007", "RPC0007"], (await compilation.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("[RpcMessage] public record A(int X); [RpcMessage] public record A(int Y);")]
    [InlineData("[RpcMessage] public partial class A; [RpcMessage] public partial class A;")]
    [InlineData("[RpcContract] public partial interface IA; [RpcContract] public partial interface IA;")]
    [InlineData("[RpcMessage, RpcUnion, RpcCase<B>(1)] public abstract class A; [RpcMessage] public class B : A;")]
    [InlineData("[RpcContract, RpcUnion, RpcCase<B>(1)] public partial interface IA; [RpcMessage] public class B : IA;")]
    [InlineData("[RpcMessage] public class A : A; [RpcMessage] public class B : C; [RpcMessage] public class C : B;")]
    [InlineData("[RpcContract] public partial interface IA : IB; [RpcContract] public partial interface IB : IA;")]
    [InlineData("public class O { [RpcMessage] public class E; } [RpcMessage] public class O_E;")]
    [InlineData("[RpcMessage] public record A<T>(A<A<T>>? Next);")]
    [InlineData("[RpcMessage] public record A(Dictionary<int> Map, IReadOnlyDictionary<int> Other, List<int, int> List);")]
    [InlineData("[RpcMessage] public record A<TCodec, T>(T X, TCodec Y);")]
    public void What_is_declared_twice_or_in_circles_costs_nobody_else_anything(string source)
    {
        Compilation compilation = Workbench.Compile(source + " [RpcMessage] public record Good(int X);");
        Assert.Contains(
            Workbench.Generate(compilation, out _).GeneratedSources, file => file.HintName == "GoodCodec.g.cs");
    }

    [Fact]
    public void Without_the_run_time_nothing_is_generated()
    {
        CSharpCompilation compilation = Workbench.Compile("[RpcMessage] public record A(int X);");
        Workbench.Generate(
            compilation.RemoveReferences(compilation.References.Where(reference =>
                reference.Display!.EndsWith("RpcStack.dll", StringComparison.Ordinal))),
            out Compilation output);
        Assert.Equal(2, output.SyntaxTrees.Count());
    }

    private static string Mutate(string text, Random random)
    {
        for (int i = random.Next(1, 4); i > 0 && text.Length > 4; i--)
        {
            int at = random.Next(text.Length - 1);
            int length = Math.Min(random.Next(1, 20), text.Length - at);
            string fragment = Fragments[random.Next(Fragments.Length)];
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, fragment),
                2 => text.Insert(at, text.Substring(random.Next(text.Length - length), length)),
                _ => text.Remove(at, length).Insert(at, fragment),
            };
        }

        return text;
    }
}
