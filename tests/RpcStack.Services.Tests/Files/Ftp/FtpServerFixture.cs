using System.Net;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Files.Store;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>Tests that start our server over a directory of their own; <c>ada</c> may write, anonymous may read.</summary>
public abstract class FtpServerFixture : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _servers = [];

    private protected TemporaryFolder Folder { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (IAsyncDisposable server in _servers) await server.DisposeAsync();
        Folder.Dispose();
    }

    private protected IPEndPoint Start(FtpServerOptions? options = null, DirectoryStoreOptions? store = null)
    {
        var files = new DirectoryStore(Folder.Path, store);
        return Start(
            [new FtpUser("ada", "secret", files), FtpUser.Anonymous(new ReadOnlyFiles(files))],
            (options ?? new()) with { LoginDelay = TimeSpan.FromMilliseconds(10) });
    }

    private protected IPEndPoint Start(IReadOnlyList<FtpUser> users, FtpServerOptions? options = null)
    {
        FtpServer server = FtpServer.Start(new IPEndPoint(IPAddress.Loopback, 0), users, options);
        _servers.Add(server);
        return server.EndPoint;
    }
}
