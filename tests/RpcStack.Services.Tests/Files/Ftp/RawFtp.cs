using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>A control connection typed by hand.</summary>
internal sealed class RawFtp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<byte> _received = [];

    private RawFtp(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public IPEndPoint Remote => (IPEndPoint)Socket.RemoteEndPoint!;

    public static async Task<RawFtp> ConnectAsync(IPEndPoint server, string? from = null)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(server);
        return new RawFtp(socket);
    }

    /// <summary>Connects, reads the greeting and logs in.</summary>
    public static async Task<RawFtp> LoginAsync(IPEndPoint server, string user = "ada", string password = "secret")
    {
        RawFtp raw = await ConnectAsync(server);
        Assert.StartsWith("220 ", await raw.ReadAsync(), StringComparison.Ordinal);
        await raw.AskAsync($"USER {user}", 331);
        await raw.AskAsync($"PASS {password}", 230);
        return raw;
    }

    public void Dispose() => Socket.Dispose();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] octets) => await Socket.SendAsync(octets);

    /// <summary>The next reply, all its lines; "" at the end of the connection.</summary>
    public async Task<string> ReadAsync()
    {
        string reply = await ReadLineAsync();
        if (reply.Length > 3 && reply[3] == '-')
        {
            string line;
            do reply += "\n" + (line = await ReadLineAsync());
            while (!line.StartsWith(reply[..3] + " ", StringComparison.Ordinal));
        }

        return reply;
    }

    /// <summary>Sends a command and gives the reply.</summary>
    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command + "\r\n");
        return await ReadAsync();
    }

    /// <summary>Sends a command whose reply must have a code, and gives it.</summary>
    public async Task<string> AskAsync(string command, int code)
    {
        string reply = await AskAsync(command);
        Assert.True(reply.StartsWith($"{code}", StringComparison.Ordinal), $"{command}: {reply}");
        return reply;
    }

    /// <summary>Asks for a data connection, and gives where to.</summary>
    public async Task<IPEndPoint> PassiveAsync()
    {
        string reply = await AskAsync("EPSV", 229);
        return new IPEndPoint(Remote.Address, int.Parse(reply.Split('|')[3]));
    }

    /// <summary>Connects a data connection.</summary>
    public async Task<Socket> OpenDataAsync(string? from = null)
    {
        IPEndPoint target = await PassiveAsync();
        return await ConnectDataAsync(target, from);
    }

    public static async Task<Socket> ConnectDataAsync(IPEndPoint target, string? from = null)
    {
        var data = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null) data.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await data.ConnectAsync(target);
        return data;
    }

    /// <summary>Everything that a connection still brings; null where it is reset.</summary>
    public static async Task<string?> ReadAllAsync(Socket data)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var all = new MemoryStream();
        byte[] buffer = new byte[16384];
        try
        {
            while (await data.ReceiveAsync(buffer, timeout.Token) is > 0 and var count) all.Write(buffer, 0, count);
            return Encoding.UTF8.GetString(all.ToArray());
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<string> ReadLineAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        byte[] buffer = new byte[4096];
        while (true)
        {
            int end = _received.IndexOf((byte)'\n');
            if (end >= 0)
            {
                Assert.True(end > 0 && _received[end - 1] == '\r', "A reply's line ends in LF without CR.");
                string line = Encoding.UTF8.GetString([.. _received.Take(end - 1)]);
                _received.RemoveRange(0, end + 1);
                return line;
            }

            int count;
            try
            {
                count = await Socket.ReceiveAsync(buffer, timeout.Token);
            }
            catch (SocketException)
            {
                count = 0;
            }

            if (count == 0) return "";
            _received.AddRange(buffer.AsSpan(0, count).ToArray());
        }
    }
}
