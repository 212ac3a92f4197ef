namespace RpcStack.Cli;

/// <summary>What a command ends with where the user, and nobody else, can do something about it.</summary>
internal sealed class CliException(string message, int exitCode = ExitCode.Failed, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>What the shell is told.</summary>
    public int ExitCode { get; } = exitCode;
}
