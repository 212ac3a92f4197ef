namespace RpcStack.Cli.Transferring;

/// <summary>Where things are served unless something else is said.</summary>
internal static class Defaults
{
    public const int FtpPort = 2121;

    public const int RpcFilesPort = 5302;

    public const int GrpcZonesPort = 50051;

    public const int GrpcFilesPort = 50052;

    public const int GrpcMailPort = 50053;
}
