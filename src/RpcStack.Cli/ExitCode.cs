namespace RpcStack.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked.</summary>
    public const int Ok = 0;

    /// <summary>It could not do it, or found what it was asked to find.</summary>
    public const int Failed = 1;

    /// <summary>It could not make sense of the command line.</summary>
    public const int Usage = 2;
}
