using System.Reflection;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;

namespace RpcStack.Services.Tests.Files.Ftp.Peers;

/// <summary>Our client at somebody else's server, within TLS, held to the contract that ours is held to.</summary>
/// <param name="user">Who logs in.</param>
/// <param name="folder">Where in what the server serves the files are to be, "" for everywhere.</param>
/// <param name="listsSeconds">Whether listings have times to the second.</param>
internal sealed class PeerConformance(string user, string folder, bool listsSeconds) : FileTransferConformance
{
    private IFileTransfer _files = null!;

    protected override IFileTransfer Files => _files;

    protected override bool ListsSeconds => listsSeconds;

    /// <summary>The checks, by name.</summary>
    public static TheoryData<string> Checks =>
    [
        .. typeof(FileTransferConformance).GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name),
    ];

    /// <summary>Runs a check, with each of its rows.</summary>
    public async Task RunAsync(string check, Func<PeerServer, int, string[]> command)
    {
        using var outer = new TemporaryFolder();
        string served = Folder.Path;
        PeerServer.Permit("777", served);
        if (folder.Length > 0)
        {
            served = outer.Path;
            PeerServer.Permit("755", served);
            Directory.Delete(Folder.Path);
            Directory.CreateDirectory(outer[folder]);
            PeerServer.Permit("777", outer[folder]);
            Directory.CreateSymbolicLink(Folder.Path, outer[folder]);
        }

        using PeerServer server = await PeerServer.StartAsync(served, command);
        await using FtpClient client = await FtpClient.ConnectAsync("127.0.0.1", server.Port, PeerServer.WithTls);
        await client.LoginAsync(user, "secret");
        _files = folder.Length > 0 ? new PrefixedFiles(client, "/" + folder) : client;
        MethodInfo method = typeof(FileTransferConformance).GetMethod(check)!;
        InlineDataAttribute[] rows = [.. method.GetCustomAttributes<InlineDataAttribute>()];
        if (rows.Length == 0) await (Task)method.Invoke(this, null)!;
        foreach (InlineDataAttribute row in rows) await (Task)method.Invoke(this, row.GetData(method).Single())!;
    }
}
