using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using RpcStack.Protocol;
using RpcStack.Transports;
using Sample;

namespace RpcStack.Tests.Protocol;

/// <summary>The exchange in docs/wire-protocol.md is what really happens.</summary>
public sealed class WireDocumentTests
{
    private static readonly RpcConnectionOptions Server = new()
    {
        Epoch = 2,
        NewSessionToken = () => [.. Enumerable.Range(0, 16).Select(i => (byte)i)],
    };

    private static readonly RpcConnectionOptions Client = new() { Epoch = 1, Time = new StoppedClock() };

    [Fact]
    public async Task The_server_answers_the_documented_octets_with_the_documented_octets()
    {
        (byte[] sent, byte[] answered) = ReadDocument();
        await using var server = new RpcServer(new RpcServerOptions { Connection = Server });
        server.Map<IGreeter>(new Greeter());
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, endpoint.Port);
        await socket.SendAsync(sent);

        Assert.Equal(Convert.ToHexString(answered), Convert.ToHexString(await ReceiveAsync(socket, answered.Length)));
    }

    [Fact]
    public async Task The_client_sends_the_documented_octets_and_reads_the_documented_answer()
    {
        (byte[] sent, byte[] answered) = ReadDocument();
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        await using var client = new RpcClient(
            new RpcEndpoint("tcp", "127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port), Client);

        Task<string> greeting = client.Get<IGreeter>().GreetAsync("Ada").AsTask();
        using Socket socket = await listener.AcceptAsync();
        Assert.Equal(Convert.ToHexString(sent), Convert.ToHexString(await ReceiveAsync(socket, sent.Length)));
        await socket.SendAsync(answered);

        Assert.Equal("Hello, Ada", await greeting);
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int count)
    {
        byte[] received = new byte[count];
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        for (int i = 0; i < count;)
        {
            int read = await socket.ReceiveAsync(received.AsMemory(i), timeout.Token);
            Assert.True(read > 0, $"The connection ended after {Convert.ToHexString(received.AsSpan(0, i))}.");
            i += read;
        }

        return received;
    }

    /// <summary>Lines of the exchange: a side, octets, and after two blanks what they are.</summary>
    private static (byte[] Client, byte[] Server) ReadDocument([CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/wire-protocol.md");
        string[] lines = [.. File.ReadLines(path).SkipWhile(l => l != "```exchange").Skip(1).TakeWhile(l => l != "```")];
        Assert.NotEmpty(lines);
        return (Octets('C'), Octets('S'));

        byte[] Octets(char side) =>
        [
            .. lines.Where(l => l.StartsWith(side))
                .SelectMany(l => l[3..].Split("  ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(octet => byte.Parse(octet, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        ];
    }

    private sealed class Greeter : IGreeter
    {
        public ValueTask<string> GreetAsync(string name, CancellationToken cancel) => new($"Hello, {name}");
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
