using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using RpcStack.Cli.Data;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Grpc;
using RpcStack.OncPeer;
using RpcStack.OncRpc;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Files.Store;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;
using RpcStack.Tests;
using RpcStack.Transports;

namespace RpcStack.Cli.Tests.Wire;

/// <summary>Plays scenes with our own clients and servers through a relay.</summary>
internal static class Scenes
{
    /// <summary>Longer than a segment, with every octet in it.</summary>
    public static byte[] Content { get; } = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    /// <summary>What tells Wireshark what is on a port that no list has.</summary>
    public static IEnumerable<string> DecodeAs(Scene scene, int port) => scene switch
    {
        Scene.Dns => ["-d", $"udp.port=={port},dns"],
        Scene.DnsOverTcp => ["-d", $"tcp.port=={port},dns"],
        Scene.Smtp => ["-d", $"tcp.port=={port},smtp"],
        Scene.FtpPassive or Scene.FtpActive => ["-d", $"tcp.port=={port},ftp"],
        Scene.Grpc => ["-d", $"tcp.port=={port},http2"],
        Scene.Onc => ["-d", $"udp.port=={port},rpc", "-o", "rpc.dissect_unknown_programs:TRUE"],
        Scene.OncOverTcp => ["-d", $"tcp.port=={port},rpc", "-o", "rpc.dissect_unknown_programs:TRUE"],
        _ => [],
    };

    /// <summary>Plays a scene to its end.</summary>
    public static async Task<RecordedLink> RecordAsync(Scene scene)
    {
        RecordedLink link = scene switch
        {
            Scene.Dns => await LookUpAsync(new DnsClientOptions()),
            Scene.DnsOverTcp => await LookUpAsync(new DnsClientOptions { IsTcpOnly = true }),
            Scene.Smtp => await SendAsync(),
            Scene.FtpPassive => await TransferAsync(isPassive: true),
            Scene.FtpActive => await TransferAsync(isPassive: false),
            Scene.Native => await CallAsync(),
            Scene.Grpc => await CallByGrpcAsync(),
            Scene.Onc => await CallByOncAsync("onc+udp"),
            _ => await CallByOncAsync("onc+tcp"),
        };
        await link.StopAsync();
        return link;
    }

    private static async Task<RecordedLink> LookUpAsync(DnsClientOptions options)
    {
        await using DnsServer server = DnsServer.Start(Anywhere, Zones.Load([]));
        RecordedLink link = RecordedLink.To(server.EndPoint);
        await new DnsClient(link.EndPoint, options).LookupAsync("example.org", DnsRecordType.A);
        return link;
    }

    private static async Task<RecordedLink> SendAsync()
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-wire-").FullName;
        var accounts = new MailAccounts();
        accounts.Set("ada", "secret");
        await using (MailSpool spool = MailSpool.Open(folder, new MailSite("mx.example.org", ["example.org"], accounts) { Postmaster = "ada" }))
        await using (SmtpServer server = SmtpServer.Start(Anywhere, spool))
        {
            RecordedLink link = RecordedLink.To(server.EndPoint);
            await using (var client = new SmtpClient("127.0.0.1", link.EndPoint.Port))
            {
                await client.SendAsync(
                    new MailEnvelope("bob@example.net", ["ada@example.org"]),
                    Encoding.ASCII.GetBytes("From: <bob@example.net>\r\nSubject: hello\r\n\r\nHello, Ada.\r\n.\r\nBob\r\n"));
                await client.QuitAsync();
            }

            await EndAsync(link);
            return link;
        }
    }

    private static async Task<RecordedLink> TransferAsync(bool isPassive)
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-wire-").FullName;
        await using FtpServer server = FtpServer.Start(Anywhere, [FtpUser.Anonymous(new DirectoryStore(folder))]);
        RecordedLink link = RecordedLink.To(server.EndPoint);
        await using (FtpClient client = await FtpClient.ConnectAsync(
            "127.0.0.1", link.EndPoint.Port, new FtpClientOptions { IsPassive = isPassive }))
        {
            await client.LoginAsync("anonymous", "ada@example.org");
            await WriteAndReadAsync(client);
            await client.QuitAsync();
        }

        await EndAsync(link);
        Directory.Delete(folder, recursive: true);
        return link;
    }

    private static async Task<RecordedLink> CallAsync()
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-wire-").FullName;
        await using var server = new RpcServer();
        server.Map<IDnsLookup>(new LocalDnsLookup(Zones.Load([])));
        server.Map<IFileTransfer>(new DirectoryStore(folder));
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
        RecordedLink link = RecordedLink.To(new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        await using (var client = new RpcClient($"rpc+tcp://{link.EndPoint}"))
        {
            await client.Get<IDnsLookup>().LookupAsync("example.org", DnsRecordType.A);
            await WriteAndReadAsync(client.Get<IFileTransfer>());
        }

        await EndAsync(link);
        Directory.Delete(folder, recursive: true);
        return link;
    }

    private static async Task<RecordedLink> CallByGrpcAsync()
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-wire-").FullName;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRpcStackGrpc();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, door => door.Protocols = HttpProtocols.Http2));
        await using WebApplication app = builder.Build();
        app.MapRpc<IDnsLookup>(new LocalDnsLookup(Zones.Load([])));
        app.MapRpc<IFileTransfer>(new DirectoryStore(folder));
        await app.StartAsync();
        RecordedLink link = RecordedLink.To(new IPEndPoint(IPAddress.Loopback, new Uri(app.Urls.First()).Port));
        await using (var channel = new GrpcRpcChannel($"grpc://{link.EndPoint}", new GrpcChannelOptions { CompressAbove = 1000 }))
        {
            await channel.Get<IDnsLookup>().LookupAsync("example.org", DnsRecordType.A);
            await WriteAndReadAsync(channel.Get<IFileTransfer>());
        }

        await EndAsync(link);
        Directory.Delete(folder, recursive: true);
        return link;
    }

    private static async Task<RecordedLink> CallByOncAsync(string scheme)
    {
        await using var server = new OncRpcServer();
        server.Map<IInteropProgV3>(new Interop());
        OncRpcEndpoint endpoint = await server.ListenAsync($"{scheme}://127.0.0.1:0");
        RecordedLink link = RecordedLink.To(new IPEndPoint(IPAddress.Loopback, endpoint.Address.Port));
        await using (var client = new OncRpcClient($"{scheme}://{link.EndPoint}", new OncRpcClientOptions { Credential = new AuthSys("host", 1000, 100) }))
            await InteropCalls.RunAsync(client.Get<IInteropProgV3>());
        return link;
    }

    private static async Task WriteAndReadAsync(IFileTransfer files)
    {
        await files.WriteAsync("a.bin", Once(Content));
        List<byte> read = [];
        await foreach (ReadOnlyMemory<byte> chunk in files.ReadAsync("a.bin", 0)) read.AddRange(chunk.Span);
        Assert.Equal(Content, read);
        await foreach (FileEntry entry in files.ListAsync("")) Assert.Equal("a.bin", entry.Name);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Once(byte[] bytes)
    {
        yield return bytes;
        await Task.CompletedTask;
    }

    /// <summary>Waits until both sides of every connection have ended, so that nothing is broken off.</summary>
    private static Task EndAsync(RecordedLink link) => Eventually.IsTrue(
        () => link.Recording.Events.Count(e => e.Kind is FlowEventKind.Ended)
            == 2 * link.Recording.Counts.Count
            || link.Recording.Events.Any(e => e.Kind is FlowEventKind.Reset),
        "A connection did not end.",
        seconds: 60);
}
