using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Grpc;
using RpcStack.Protocol;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Transports;
using RpcStack.Transports.Tls;

namespace RpcStack.Cli.Transferring;

/// <summary>The files of a server, whichever way it is reached.</summary>
internal sealed class RemoteFiles : IAsyncDisposable
{
    private readonly IAsyncDisposable _connection;

    private RemoteFiles(IFileTransfer files, string path, IAsyncDisposable connection)
    {
        Files = files;
        Path = path;
        _connection = connection;
    }

    public IFileTransfer Files { get; }

    /// <summary>The path that the URI means there.</summary>
    public string Path { get; }

    /// <summary>Reaches them.</summary>
    /// <param name="uri">Where.</param>
    /// <param name="authority">A certificate to trust instead of the system's, or null.</param>
    /// <param name="cancel">Gives it up.</param>
    public static async Task<RemoteFiles> OpenAsync(FileUri uri, FileInfo? authority, CancellationToken cancel)
    {
        var tls = new TlsClientOptions { TrustedRoots = authority is null ? null : Load(authority) };
        if (uri.IsGrpc) return OpenGrpc(uri, tls);
        return uri.IsRpc ? OpenRpc(uri, tls) : await OpenFtpAsync(uri, tls, cancel).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static RemoteFiles OpenRpc(FileUri uri, TlsClientOptions tls)
    {
        var endpoint = new RpcEndpoint(uri.Scheme["rpc+".Length..], uri.Host, uri.Port < 0 ? Defaults.RpcFilesPort : uri.Port);
        var client = new RpcClient(
            endpoint, new RpcConnectionOptions { Transport = new TransportOptions { TlsClient = tls } });
        // A file takes as long as it takes.
        IFileTransfer files = client.Get<IFileTransfer>().With(new CallOptions { Deadline = Timeout.InfiniteTimeSpan });
        return new RemoteFiles(files, uri.Path, client);
    }

    private static RemoteFiles OpenGrpc(FileUri uri, TlsClientOptions tls)
    {
        int port = uri.Port < 0 ? Defaults.GrpcFilesPort : uri.Port;
        var address = new UriBuilder(uri.Scheme, uri.Host, port);
        var channel = new GrpcRpcChannel(address.Uri.GetLeftPart(UriPartial.Authority), new GrpcChannelOptions { Tls = tls });
        IFileTransfer files = channel.Get<IFileTransfer>().With(new CallOptions { Deadline = Timeout.InfiniteTimeSpan });
        return new RemoteFiles(files, uri.Path, channel);
    }

    private static async Task<RemoteFiles> OpenFtpAsync(FileUri uri, TlsClientOptions tls, CancellationToken cancel)
    {
        FtpTlsMode mode = uri.Scheme switch
        {
            "ftps" => FtpTlsMode.Implicit,
            "ftpes" => FtpTlsMode.Explicit,
            _ => FtpTlsMode.None,
        };
        int port = uri.Port >= 0 ? uri.Port : mode == FtpTlsMode.Implicit ? 990 : 21;
        FtpClient client = await FtpClient.ConnectAsync(
            uri.Host, port, new FtpClientOptions { TlsMode = mode, Tls = tls }, cancel).ConfigureAwait(false);
        try
        {
            await client.LoginAsync(uri.User.Length > 0 ? uri.User : "anonymous", uri.Password, cancel: cancel)
                .ConfigureAwait(false);
            string home = await client.PwdAsync(cancel).ConfigureAwait(false);
            return new RemoteFiles(client, home.TrimEnd('/') + uri.Path, client);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static X509Certificate2Collection Load(FileInfo authority)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(authority.FullName);
            return roots;
        }
        catch (CryptographicException bad)
        {
            throw new CliException($"{authority}: no certificate in PEM: {bad.Message}", cause: bad);
        }
    }
}
