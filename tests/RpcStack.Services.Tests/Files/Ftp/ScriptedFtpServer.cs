using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>A server that greets one client, answers each command with the next of its replies, and then hangs up.</summary>
internal sealed class ScriptedFtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _received = new();
    private readonly Task _running;

    public ScriptedFtpServer(params string[] replies)
    {
        _listener.Start();
        _running = RunAsync(replies);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Received => [.. _received];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
    }

    private async Task RunAsync(string[] replies)
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 ready");
            for (int i = 0; i < replies.Length; i++)
            {
                // The last reply of a transfer follows without a command.
                bool isFollowing = i > 0 && replies[i - 1].StartsWith("150", StringComparison.Ordinal);
                if (!isFollowing)
                {
                    if (await reader.ReadLineAsync() is not { } command) return;
                    _received.Enqueue(command);
                }

                await writer.WriteLineAsync(replies[i]);
            }
        }
        catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
        {
        }
    }
}
