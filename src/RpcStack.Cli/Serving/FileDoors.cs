using System.Net;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Files.Store;
using RpcStack.Transports.Tls;

namespace RpcStack.Cli.Serving;

/// <summary>The servers of one directory, one for each way to ask.</summary>
internal sealed class FileDoors : Doors
{
    private FileDoors()
    {
    }

    public IPEndPoint FtpEndPoint { get; private set; } = null!;

    public static Task<FileDoors> OpenAsync(FileDoorsPlan plan, CancellationToken cancel) =>
        OpenAsync(new FileDoors(), doors => doors.OpenAllAsync(plan, cancel));

    private async Task OpenAllAsync(FileDoorsPlan plan, CancellationToken cancel)
    {
        var store = new DirectoryStore(plan.Directory.FullName, new DirectoryStoreOptions { Quota = plan.Quota });
        IFileTransfer files = plan.IsWritable ? store : new ReadOnlyFiles(store);
        IEnumerable<FtpUser> users = plan.Users.Count == 0
            ? [FtpUser.Anonymous(files)]
            : plan.Users.Select(user => new FtpUser(user.Name, user.Password, files));
        var options = new FtpServerOptions
        {
            Tls = plan.Certificate is { } file ? new TlsServerOptions { Certificate = Load(file) } : null,
        };
        FtpEndPoint = Open("ftp", plan.Ftp, at => FtpServer.Start(at, [.. users], options)).EndPoint;
        await OpenRpcAsync(plan.Rpc, rpc => rpc.Map(files), cancel).ConfigureAwait(false);
        await OpenGrpcAsync(plan.Grpc, grpc => grpc.Map(files), cancel).ConfigureAwait(false);
    }
}
