namespace RpcStack.Cli.Transferring;

/// <summary>Where files are served unless something else is said.</summary>
internal static class Defaults
{
    public const int FtpPort = 2121;

    public const int RpcFilesPort = 5302;
}
