using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Files.Store;
using RpcStack.Transports;
using RpcStack.Transports.Tls;

namespace RpcStack.Cli.Serving;

/// <summary>The servers of one directory, one for each way to ask.</summary>
internal sealed class FileDoors : IAsyncDisposable
{
    private readonly FtpServer _ftp;
    private readonly RpcServer _rpc;

    private FileDoors(FtpServer ftp, RpcServer rpc, IReadOnlyList<RpcEndpoint> rpcEndpoints)
    {
        _ftp = ftp;
        _rpc = rpc;
        RpcEndpoints = rpcEndpoints;
    }

    public IPEndPoint FtpEndPoint => _ftp.EndPoint;

    public IReadOnlyList<RpcEndpoint> RpcEndpoints { get; }

    public static async Task<FileDoors> OpenAsync(FileDoorsPlan plan, CancellationToken cancel)
    {
        var store = new DirectoryStore(plan.Directory.FullName, new DirectoryStoreOptions { Quota = plan.Quota });
        IFileTransfer files = plan.IsWritable ? store : new ReadOnlyFiles(store);
        FtpServer ftp = Listen(plan, files);
        var rpc = new RpcServer();
        try
        {
            rpc.Map(files);
            List<RpcEndpoint> open = [];
            foreach (RpcEndpoint endpoint in plan.Rpc)
                open.Add(await RpcDoor.OpenAsync(endpoint, rpc, cancel).ConfigureAwait(false));
            return new FileDoors(ftp, rpc, open);
        }
        catch
        {
            await rpc.DisposeAsync().ConfigureAwait(false);
            await ftp.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the doors.</summary>
    public async ValueTask DisposeAsync()
    {
        await _rpc.DisposeAsync().ConfigureAwait(false);
        await _ftp.DisposeAsync().ConfigureAwait(false);
    }

    private static FtpServer Listen(FileDoorsPlan plan, IFileTransfer files)
    {
        IEnumerable<FtpUser> users = plan.Users.Count == 0
            ? [FtpUser.Anonymous(files)]
            : plan.Users.Select(user => new FtpUser(user.Name, user.Password, files));
        var options = new FtpServerOptions { Tls = plan.Certificate is { } file ? Load(file) : null };
        try
        {
            return FtpServer.Start(plan.Ftp, [.. users], options);
        }
        catch (SocketException error)
        {
            throw new CliException($"ftp://{plan.Ftp}: {Doors.Reason(error)}.", cause: error);
        }
    }

    private static TlsServerOptions Load(FileInfo file)
    {
        try
        {
            return new TlsServerOptions { Certificate = X509Certificate2.CreateFromPemFile(file.FullName) };
        }
        catch (CryptographicException bad)
        {
            throw new CliException($"{file}: no certificate with its private key in PEM: {bad.Message}", cause: bad);
        }
    }
}
