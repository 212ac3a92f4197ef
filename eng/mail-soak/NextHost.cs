using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.MailSoak;

/// <summary>
/// The next host: refuses who is called no-…, says "not now" now and then, leaves in the middle of things, and is away for a
/// while. It keeps count of what it took.
/// </summary>
internal sealed class NextHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _taken = new();
    private readonly ConcurrentDictionary<string, int> _doubtful = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Random _random;
    private readonly Task _running;

    public NextHost(int seed)
    {
        _random = new Random(seed);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    /// <summary>Whether it is there; where it is not, every connection ends at once.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>Whether it does nothing any more that is not in order.</summary>
    public bool IsCalm { get; set; }

    /// <summary>How often each message was taken.</summary>
    public IReadOnlyDictionary<string, int> Taken => _taken;

    /// <summary>How often a message was taken from a host that was gone before it showed that it knew.</summary>
    public IReadOnlyDictionary<string, int> Doubtful => _doubtful;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private bool Happens(double chance)
    {
        lock (_random) return !IsCalm && _random.NextDouble() < chance;
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient _ = client;
        string? last = null;
        try
        {
            if (!IsThere) return;
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 next.example");
            while (await reader.ReadLineAsync() is { } line)
            {
                last = null;
                if (!IsThere || Happens(0.01)) return;
                string answer = Answer(line);
                await writer.WriteLineAsync(answer);
                if (answer[0] == '2' && line == "QUIT") return;
                if (answer[..3] != "354") continue;
                last = await MessageAsync(reader, writer);
            }
        }
        catch (IOException)
        {
            // The other one was killed.
        }
        finally
        {
            if (last is not null) _doubtful.AddOrUpdate(last, 1, (_, n) => n + 1);
        }
    }

    private string Answer(string line) => line switch
    {
        _ when line.StartsWith("RCPT TO:<no-", StringComparison.Ordinal) => "550 5.1.1 nobody",
        _ when line.StartsWith("RCPT", StringComparison.Ordinal) && Happens(0.1) => "451 4.7.1 not now",
        "DATA" => "354 go",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    /// <summary>Reads a message; its number where it was taken.</summary>
    private async Task<string?> MessageAsync(StreamReader reader, StreamWriter writer)
    {
        string? number = null;
        while (true)
        {
            string? line = await reader.ReadLineAsync();
            if (line is null) return null;
            if (line == ".") break;
            if (line.StartsWith(MailSoakRun.Mark, StringComparison.Ordinal)) number = line[MailSoakRun.Mark.Length..];
        }

        bool isTaken = !Happens(0.1);
        if (isTaken) _taken.AddOrUpdate(number!, 1, (_, n) => n + 1);
        await writer.WriteLineAsync(isTaken ? "250 mine" : "452 4.3.1 no room");
        return isTaken ? number : null;
    }
}
