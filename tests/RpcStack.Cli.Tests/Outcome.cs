namespace RpcStack.Cli.Tests;

/// <summary>How a program ended, and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>Fails the test unless the program failed as programs should: a line, and no stack trace.</summary>
    public void MustFail(int exitCode, string message)
    {
        Assert.Contains(message, Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        Assert.Equal(exitCode, ExitCode);
    }

    /// <summary>Fails the test if the program failed.</summary>
    public Outcome MustSucceed()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}{Output}");
        return this;
    }
}
