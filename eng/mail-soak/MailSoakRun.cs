using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;

namespace RpcStack.MailSoak;

/// <summary>
/// Sends mail through a host that is killed at random points, to itself, to the next host, and to nobody; and counts where
/// each message ended.
/// </summary>
public sealed partial class MailSoakRun(int kills, int seed)
{
    public const string Mark = "X-Soak: ";

    private const int Senders = 4;

    private static readonly string[] Destinations = ["bob@soak.example", "yes-{0}@far.example", "no-{0}@far.example"];

    private readonly ConcurrentDictionary<string, bool> _isAccepted = new();
    private int _last;

    public async Task<MailSoakReport> RunAsync(Action<string>? log = null)
    {
        string folder = Directory.CreateTempSubdirectory("rpcstack-soak").FullName;
        try
        {
            await using var next = new NextHost(seed);
            using var host = new HostProcess(folder, next.Port);
            using var stopping = new CancellationTokenSource();
            await host.StartAsync();
            Task[] senders =
                [.. Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendAsync(host.Port, stopping.Token)))];
            await KillAsync(host, next, log);
            await stopping.CancelAsync();
            await Task.WhenAll(senders);
            (next.IsThere, next.IsCalm) = (true, true);
            string queue = Path.Combine(folder, "queue");
            for (int i = 0; i < 1200 && Directory.EnumerateFiles(queue).Any(); i++) await Task.Delay(50);
            await host.KillAsync();
            return await JudgeAsync(folder, next);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task KillAsync(HostProcess host, NextHost next, Action<string>? log)
    {
        var random = new Random(seed);
        for (int i = 1; i <= kills; i++)
        {
            await Task.Delay(random.Next(20, 500));
            await host.KillAsync();
            next.IsThere = random.Next(3) > 0;
            await host.StartAsync();
            if (i % 10 == 0) log?.Invoke($"{i} kills, {_isAccepted.Values.Count(yes => yes)} messages accepted");
        }
    }

    private async Task SendAsync(int port, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await using var client = new SmtpClient("127.0.0.1", port, new() { Timeout = TimeSpan.FromSeconds(10) });
            try
            {
                while (!stopping.IsCancellationRequested) await SendOneAsync(client);
            }
            catch (SmtpException)
            {
                // It was killed; it comes back.
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task SendOneAsync(SmtpClient client)
    {
        int number = Interlocked.Increment(ref _last);
        string id = $"{number:d8}";
        _isAccepted[id] = false;
        string recipient = string.Format(null, Destinations[number % Destinations.Length], id);
        byte[] message = Encoding.ASCII.GetBytes($"{Mark}{id}\r\nSubject: soak\r\n\r\n{new string('x', 70)}\r\n");
        await client.SendAsync(new MailEnvelope("alice@soak.example", [recipient]), message);
        _isAccepted[id] = true;
    }

    private async Task<MailSoakReport> JudgeAsync(string folder, NextHost next)
    {
        await using MailSpool spool = MailSpool.Open(folder, Host.Site);
        Dictionary<string, int> delivered = Count(spool.MailboxOf("bob"));
        Dictionary<string, int> returned = Count(spool.MailboxOf("alice"));
        List<string> faults = [];
        if (spool.Waiting > 0) faults.Add($"{spool.Waiting} messages are still in the queue");
        int excused = 0;
        foreach ((string id, bool isAccepted) in _isAccepted)
        {
            int times =
                delivered.GetValueOrDefault(id) + returned.GetValueOrDefault(id) + next.Taken.GetValueOrDefault(id);
            int excuses = next.Doubtful.GetValueOrDefault(id);
            if (times == 0 && isAccepted) faults.Add($"{id} was accepted, and is lost");
            if (times > 1 && times - 1 <= excuses) excused++;
            if (times > 1 + excuses) faults.Add($"{id} arrived {times} times");
        }

        int accepted = _isAccepted.Values.Count(yes => yes);
        return new MailSoakReport(
            accepted, _isAccepted.Count - accepted, delivered.Count, next.Taken.Count, returned.Count, excused, faults);
    }

    private static Dictionary<string, int> Count(Maildir mailbox) => mailbox.List()
        .Select(message => Number().Match(Encoding.UTF8.GetString(message.Read())).Groups[1].Value)
        .CountBy(id => id).ToDictionary();

    [GeneratedRegex("^X-Soak: ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Number();
}
