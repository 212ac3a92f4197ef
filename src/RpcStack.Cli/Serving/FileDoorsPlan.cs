using System.Net;
using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>What to serve, where, and to whom.</summary>
internal sealed record FileDoorsPlan(
    DirectoryInfo Directory,
    IPEndPoint Ftp,
    IReadOnlyList<RpcEndpoint> Rpc,
    IPEndPoint? Grpc,
    IReadOnlyList<FileUser> Users,
    bool IsWritable,
    long? Quota,
    FileInfo? Certificate);
