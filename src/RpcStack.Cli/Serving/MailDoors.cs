using System.Net;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Services.Dns;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Pop3;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Cli.Serving;

/// <summary>The servers before one spool, one for each way to bring mail or to fetch it.</summary>
internal sealed class MailDoors : Doors
{
    private readonly List<(string Name, IPEndPoint EndPoint)> _mail = [];

    private MailDoors()
    {
    }

    /// <summary>The doors of the mail protocols, SMTP's first.</summary>
    public IReadOnlyList<(string Name, IPEndPoint EndPoint)> Mail => _mail;

    public static Task<MailDoors> OpenAsync(MailPlan plan, CancellationToken cancel) =>
        OpenAsync(new MailDoors(), doors => doors.OpenAllAsync(plan, cancel));

    private async Task OpenAllAsync(MailPlan plan, CancellationToken cancel)
    {
        X509Certificate2? certificate = plan.Certificate is { } file ? Load(file) : null;
        MailSpool spool = Keep(MailSpool.Open(plan.Folder, SiteOf(plan), new MailSpoolOptions
        {
            Dns = plan.Resolver is { } resolver ? new DnsClient(resolver) : null,
            Routes = plan.Routes.Select(RouteOf).ToDictionary(route => route.Domain, route => route.Hop),
        }));
        var door = new SmtpServerOptions
        {
            Policy = MailPolicy.Exchange,
            Certificate = certificate,
            AllowsPlaintextLogin = plan.AllowsPlaintextLogin,
            Transcript = plan.Transcript,
        };
        SmtpServerOptions users = door with { Policy = MailPolicy.Submission };
        var fetching = new Pop3ServerOptions
        {
            Certificate = certificate,
            AllowsPlaintextLogin = plan.AllowsPlaintextLogin,
            Transcript = plan.Transcript,
        };
        OpenSmtp("smtp", plan.Smtp, spool, door);
        OpenSmtp("submission", plan.Submission, spool, users);
        OpenSmtp("submissions", plan.Submissions, spool, users with { IsTlsImplicit = true });
        OpenSmtp("lmtp", plan.Lmtp, spool, door with { IsLmtp = true });
        OpenPop3("pop3", plan.Pop3, spool, fetching);
        OpenPop3("pop3s", plan.Pop3s, spool, fetching with { IsTlsImplicit = true });
        var sender = new LocalMailSender(spool, MailPolicy.Exchange);
        await OpenRpcAsync(plan.Rpc, rpc => rpc.Map<IMailSender>(sender), cancel).ConfigureAwait(false);
        await OpenGrpcAsync(plan.Grpc, grpc => grpc.Map<IMailSender>(sender), cancel).ConfigureAwait(false);
    }

    private void OpenSmtp(string name, IPEndPoint? at, MailSpool spool, SmtpServerOptions options)
    {
        if (at is null) return;
        RequireCertificate(name, options.IsTlsImplicit, options.Certificate);
        _mail.Add((name, Open(name, at, where => SmtpServer.Start(where, spool, options)).EndPoint));
    }

    private void OpenPop3(string name, IPEndPoint? at, MailSpool spool, Pop3ServerOptions options)
    {
        if (at is null) return;
        RequireCertificate(name, options.IsTlsImplicit, options.Certificate);
        _mail.Add((name, Open(name, at, where => Pop3Server.Start(where, spool, options)).EndPoint));
    }

    private static void RequireCertificate(string name, bool isTls, X509Certificate2? certificate)
    {
        if (isTls && certificate is null) throw new CliException($"--{name} needs a --certificate.", ExitCode.Usage);
    }

    private static MailSite SiteOf(MailPlan plan)
    {
        var accounts = new MailAccounts();
        foreach (string user in plan.Users)
        {
            string[] parts = user.Split(':', 2);
            if (parts is not [{ Length: > 0 } name, { Length: > 0 } password])
                throw new CliException($"'{user}' is no NAME:PASSWORD.", ExitCode.Usage);
            accounts.Set(name, password);
        }

        return new MailSite(plan.Domain, [plan.Domain], accounts) { Postmaster = plan.Users[0].Split(':')[0] };
    }

    private static (string Domain, MailNextHop Hop) RouteOf(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = text.LastIndexOf(':');
        return equals > 0 && colon > equals + 1 && int.TryParse(text[(colon + 1)..], out int port) && port is > 0 and < 65536
            ? (text[..equals].ToLowerInvariant(), new MailNextHop(text[(equals + 1)..colon], port))
            : throw new CliException($"'{text}' is no DOMAIN=HOST:PORT.", ExitCode.Usage);
    }
}
