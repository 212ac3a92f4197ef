namespace RpcStack.Tests.Transports;

/// <summary>Paths for sockets that no other test uses.</summary>
internal static class SocketFile
{
    /// <summary>An endpoint at such a path.</summary>
    public static string New(string scheme = "unix") => $"rpc+{scheme}://{NewPath()}";

    public static string NewPath() => Path.Combine(Path.GetTempPath(), $"rpcstack-{Guid.NewGuid():N}.sock");
}
