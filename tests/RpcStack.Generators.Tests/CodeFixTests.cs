using Microsoft.CodeAnalysis;
using RpcStack.Generators.CodeFixes;

namespace RpcStack.Generators.Tests;

/// <summary>That what an editor offers mends what the rule complains of, once and everywhere.</summary>
public class CodeFixTests
{
    private const string File = "Test.cs";

    [Theory]
    [InlineData("RPC0001", """
        public class Outer
        {
            /// <summary>A.</summary>
            [RpcContract] public interface IFoo { ValueTask A(CancellationToken cancel); }
        }
        """, """
        public partial class Outer
        {
            /// <summary>A.</summary>
            [RpcContract] public partial interface IFoo { ValueTask A(CancellationToken cancel); }
        }
        """)]
    [InlineData("RPC0001", """
        public partial class Outer
        {
            [RpcContract] private partial interface IFoo { ValueTask A(); }
        }
        """, """
        public partial class Outer
        {
            [RpcContract] internal partial interface IFoo { ValueTask A(); }
        }
        """)]
    [InlineData("RPC0003", """
        [RpcContract]
        public partial interface IFoo
        {
            /// <summary>How many.</summary>
            int Count { get; set; }
        }
        """, """
        [RpcContract]
        public partial interface IFoo
        {
            /// <summary>How many.</summary>
            ValueTask<int> GetCountAsync(CancellationToken cancel = default);
            ValueTask SetCountAsync(int value, CancellationToken cancel = default);
        }
        """)]
    [InlineData("RPC0004", "[RpcContract] public partial interface IFoo { int A(); }",
        "[RpcContract] public partial interface IFoo { ValueTask<int> A(); }")]
    [InlineData("RPC0004", "[RpcContract] public partial interface IFoo { void A(); }",
        "[RpcContract] public partial interface IFoo { ValueTask A(); }")]
    [InlineData("RPC0004", "[RpcContract] public partial interface IFoo { IEnumerable<int?> A(); }",
        "[RpcContract] public partial interface IFoo { IAsyncEnumerable<int?> A(); }")]
    [InlineData("RPC0004", "[RpcContract] public partial interface IFoo { ValueTask<int>? A(); }",
        "[RpcContract] public partial interface IFoo { ValueTask<int> A(); }")]
    [InlineData("RPC0004", "[RpcContract] public partial interface IFoo { [Oneway, Idempotent] ValueTask<int> A(); }",
        "[RpcContract] public partial interface IFoo { [Idempotent] ValueTask<int> A(); }")]
    [InlineData("RPC0005", "[RpcContract] public partial interface IFoo { Task A(CancellationToken c, int x, int y = 1); }",
        "[RpcContract] public partial interface IFoo { Task A(int x, int y = 1, CancellationToken c = default); }")]
    [InlineData("RPC0006", """
        [RpcContract]
        public partial interface IFoo
        {
            ValueTask FindAsync(int id);
            ValueTask FindAsync(string name, CancellationToken cancel = default);
        }
        """, """
        [RpcContract]
        public partial interface IFoo
        {
            ValueTask FindAsync(int id);
            [RpcOperation(Name = "FindByName")]
            ValueTask FindAsync(string name, CancellationToken cancel = default);
        }
        """)]
    [InlineData("RPC0006", """
        [RpcContract]
        public partial interface IFoo
        {
            [RpcOperation(3)]
            ValueTask A();
            [RpcOperation(3, Name = "Other")]
            ValueTask B();
            [RpcOperation(-1)]
            ValueTask C();
            ValueTask D();
        }
        """, """
        [RpcContract]
        public partial interface IFoo
        {
            [RpcOperation(3)]
            ValueTask A();
            [RpcOperation(4, Name = "Other")]
            ValueTask B();
            [RpcOperation(5)]
            ValueTask C();
            [RpcOperation(6)]
            ValueTask D();
        }
        """)]
    [InlineData("RPC0007", """
        [RpcMessage] public record Order(List<Line> Lines);

        public record Line(string Article);
        """, """
        [RpcMessage] public record Order(List<Line> Lines);

        [RpcMessage]
        public record Line(string Article);
        """)]
    [InlineData("RPC0008", """
        [RpcMessage]
        public record Foo([RpcField(2)] int A, int B, [property: RpcField(2)] string C)
        {
            [RpcField(30000)]
            public int D { get; set; }
            [RpcIgnore]
            public int E { get; set; }
        }
        """, """
        [RpcMessage]
        public record Foo([RpcField(2)] int A, [RpcField(3)] int B, [property: RpcField(4)] string C)
        {
            [RpcField(5)]
            public int D { get; set; }
            [RpcIgnore]
            public int E { get; set; }
        }
        """)]
    [InlineData("RPC0008", "public class Outer { [RpcMessage] private protected record Foo(int X); }",
        "public class Outer { [RpcMessage] internal record Foo(int X); }")]
    [InlineData("RPC0009", """
        [RpcUnion, RpcCase<A>(3)]
        [RpcCase<B>(0)]
        [RpcCase<C>(3)]
        public interface IFoo;
        [RpcMessage] public record A : IFoo;
        [RpcMessage] public record B : IFoo;
        [RpcMessage] public record C : IFoo;
        """, """
        [RpcUnion, RpcCase<A>(3)]
        [RpcCase<B>(4)]
        [RpcCase<C>(5)]
        public interface IFoo;
        [RpcMessage] public record A : IFoo;
        [RpcMessage] public record B : IFoo;
        [RpcMessage] public record C : IFoo;
        """)]
    [InlineData("RPC0010", """
        /// <summary>Nothing left.</summary>
        public class OutOfStock : RpcFault;
        [RpcContract] public partial interface IFoo { [Throws<OutOfStock>] ValueTask A(); }
        """, """
        /// <summary>Nothing left.</summary>
        [RpcMessage]
        public class OutOfStock : RpcFault;
        [RpcContract] public partial interface IFoo { [Throws<OutOfStock>] ValueTask A(); }
        """)]
    [InlineData("RPC0010", """
        public class Base { public int X { get; set; } }
        [RpcMessage] public class Derived : Base;
        """, """
        [RpcMessage]
        public class Base { public int X { get; set; } }
        [RpcMessage] public class Derived : Base;
        """)]
    [InlineData("RPC0011", "[RpcContract] public partial interface IFoo { Task A(); Task B(int cancel); }",
        "[RpcContract] public partial interface IFoo { Task A(CancellationToken cancel = default); "
            + "Task B(int cancel, CancellationToken cancellationToken = default); }")]
    [InlineData("RPC0012", "[RpcMessage] public record A(int X); [RpcMessage] public sealed record B(int X) : A(X);",
        "[RpcMessage] public abstract record A(int X); [RpcMessage] public sealed record B(int X) : A(X);")]
    public async Task Fixing_all_leaves_nothing_to_fix(string id, string before, string after)
    {
        Editor editor = Open(before);
        await editor.FixAllAsync(id);
        Assert.Equal(after, await editor.ReadAsync(File));
        Assert.Empty(await editor.DiagnosticsAsync(id));
        await editor.AssertSoundAsync();
    }

    [Fact]
    public async Task Fixing_one_leaves_the_others()
    {
        Editor editor = Open("[RpcContract] public partial interface IFoo { Task A(); Task B(); }");
        await editor.FixAsync("RPC0011");
        Assert.Equal(
            "[RpcContract] public partial interface IFoo { Task A(CancellationToken cancel = default); Task B(); }",
            await editor.ReadAsync(File));
    }

    [Fact]
    public async Task Of_two_tokens_the_second_goes()
    {
        Editor editor = Open("[RpcContract] public partial interface IFoo { Task A(CancellationToken c, CancellationToken d); }");
        await editor.FixAsync("RPC0005", 1);
        Assert.Equal(
            "[RpcContract] public partial interface IFoo { Task A(CancellationToken c); }", await editor.ReadAsync(File));
    }

    [Fact]
    public async Task Operations_of_several_files_are_numbered_in_each()
    {
        var editor = new Editor(
            [
                ("A.cs", "[RpcContract]\npublic partial interface IFoo\n{\n    ValueTask A();\n}\n"),
                ("B.cs", "public partial interface IFoo\n{\n    ValueTask B();\n}\n"),
            ],
            new ContractFixProvider());
        await editor.FixAsync("RPC0006");
        Assert.Contains("[RpcOperation(0)]\n    ValueTask A();", await editor.ReadAsync("A.cs"), StringComparison.Ordinal);
        Assert.Contains("[RpcOperation(1)]\n    ValueTask B();", await editor.ReadAsync("B.cs"), StringComparison.Ordinal);
        await editor.AssertSoundAsync();
    }

    [Theory]
    [InlineData("RPC0001", "[RpcContract] public class Foo;")]
    [InlineData("RPC0003", "[RpcContract] public partial interface IFoo { event Action A; }")]
    [InlineData("RPC0005", "[RpcContract] public partial interface IFoo { Task A(IAsyncEnumerable<int> a, IAsyncEnumerable<int> b); }")]
    [InlineData("RPC0007", "[RpcMessage] public record Foo(object X);")]
    [InlineData("RPC0010", "[RpcMessage] public class Foo : Exception;")]
    public async Task Nothing_is_offered_where_only_a_person_can_decide(string id, string source)
    {
        Editor editor = Open(source);
        Diagnostic diagnostic = Assert.Single(await editor.DiagnosticsAsync(id));
        Assert.Empty(await editor.OffersAsync(diagnostic));
    }

    private static Editor Open(string text) => new([(File, text)], new ContractFixProvider());
}
