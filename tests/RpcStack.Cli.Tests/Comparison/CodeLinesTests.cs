using RpcStack.Cli.Comparison;

namespace RpcStack.Cli.Tests.Comparison;

public sealed class CodeLinesTests
{
    [Fact]
    public void Blank_lines_comments_and_using_directives_do_not_count() => Assert.Equal(3, CodeLines.Count("""
        using System;
        using static System.Math;

        // a comment
        /// <summary>Documentation.</summary>
        using var client = new Client();
        using (client)
        Run(); // counted
        """));

    [Theory]
    [InlineData("samples/dns/sockets")]
    [InlineData("samples/dns/rpc")]
    [InlineData("samples/dns/contract")]
    public void The_tool_carries_the_sources_that_it_counts(string folder) =>
        Assert.InRange(CodeLines.In(folder), 10, 400);
}
