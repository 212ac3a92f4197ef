using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That a mistake in one contract is the only thing that fails.</summary>
public class CascadeTests
{
    private const string Around = """
        [RpcContract] public partial interface IDerived : IFoo { ValueTask<int> MoreAsync(); }
        [RpcContract] public partial interface IOther { ValueTask<int> MoreAsync(Good good); }
        [RpcMessage] public record Good(int X);
        public static class Use
        {
            public static void All(RpcChannel channel, ServiceBinder<IDerived> binder)
            {
                channel.Get<IFoo>().ToString();
                channel.Get<IDerived>().ToString();
                channel.Get<IOther>().ToString();
                DerivedSkeleton.Bind(binder);
                FooSkeleton.Bind(binder);
                _ = (FooOperations.Contract, FooOperations.Right, DerivedOperations.More);
            }
        }
        """;

    [Theory]
    [InlineData("ValueTask<object> WrongAsync();")]
    [InlineData("int Wrong { get; set; }")]
    [InlineData("event Action Wrong;")]
    [InlineData("int this[int wrong] { get; }")]
    [InlineData("void Wrong(out int x);")]
    [InlineData("ValueTask WrongAsync<T>(T x);")]
    [InlineData("ValueTask WrongAsync(Bad bad);")]
    [InlineData("ValueTask WrongAsync(Worse worse, (int, Worse) pair);")]
    [InlineData("ValueTask WrongAsync(CancellationToken a, CancellationToken b);")]
    [InlineData("ValueTask RightAsync(int wrong);")]
    [InlineData("[Throws<BadFault>] ValueTask WrongAsync();")]
    [InlineData("ValueTask WrongAsync(IOther other);")]
    [InlineData("static abstract ValueTask WrongAsync();")]
    public async Task Nothing_around_a_wrong_member_fails(string member)
    {
        Workbench.Generate(
            Workbench.Compile($$"""
                [RpcContract] public partial interface IFoo { ValueTask<string> RightAsync(); {{member}} }
                [RpcMessage] public record Bad(object X);
                [RpcMessage] public record Worse(List<Bad> Bad, int Y);
                public class BadFault : RpcFault;
                """ + Around),
            out Compilation output);

        // A contract that C# itself refuses as a type argument is the one thing that cannot be helped.
        Workbench.AssertNone(output.Complaints().Where(diagnostic => diagnostic.Id != "CS8920"));
        Assert.NotEmpty(await output.AnalyzeAsync());
    }

    [Fact]
    public void A_contract_that_is_not_partial_costs_only_what_needs_it_to_be()
    {
        Workbench.Generate(
            Workbench.Compile("[RpcContract] public interface IFoo { ValueTask<string> RightAsync(); }" + Around),
            out Compilation output);
        Diagnostic diagnostic = Assert.Single(output.Complaints());
        Assert.Equal("CS0311", diagnostic.Id);
        Assert.Contains("RpcChannel.Get<T>", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_is_reported_by_the_compiler_alone()
    {
        Workbench.Generate(
            Workbench.Compile(
                "[RpcContract] public partial interface IFoo { ValueTask<string> RightAsync(); ValueTask A(Unknown x); }" + Around),
            out Compilation output);
        Assert.Equal("CS0246", Assert.Single(output.Complaints()).Id);
    }
}
