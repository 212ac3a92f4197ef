using System.Net;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;

namespace RpcStack.MailSoak;

/// <summary>The host that is killed: keeps mail for soak.example, and sends all other to the next host.</summary>
internal static class Host
{
    public const string Ready = "ready";

    public static MailSite Site { get; } = MakeSite();

    public static async Task<int> RunAsync(string folder, int port, int nextPort)
    {
        await using MailSpool spool = MailSpool.Open(folder, Site, new MailSpoolOptions
        {
            Routes = new Dictionary<string, MailNextHop> { ["*"] = new("127.0.0.1", nextPort) },
            MinBackoff = TimeSpan.FromMilliseconds(50),
            MaxBackoff = TimeSpan.FromMilliseconds(400),
            Timeout = TimeSpan.FromSeconds(10),
        });
        await using SmtpServer server = SmtpServer.Start(
            new IPEndPoint(IPAddress.Loopback, port), spool, new() { Policy = new() { Relay = MailRelay.Anyone } });
        Console.WriteLine(Ready);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static MailSite MakeSite()
    {
        var accounts = new MailAccounts();
        accounts.Set("alice", "wonderland");
        accounts.Set("bob", "builder");
        return new MailSite("soak.example", ["soak.example"], accounts);
    }
}
