using System.CommandLine;
using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Cli.Output;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Messages;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Smtp;
using RpcStack.Transports;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack mail send</c>.</summary>
internal sealed class MailSendCommand : Command
{
    private const string PasswordVariable = "RPCSTACK_PASSWORD";

    private readonly Option<MailTarget> _server = new("--server")
    {
        Description = "The server that takes the mail: port 587 for users, 465 with TLS from the first octet; or one that takes calls.",
        HelpName = "HOST:PORT|ENDPOINT",
        DefaultValueFactory = _ => new MailTarget(new DnsEndPoint("127.0.0.1", MailPorts.Smtp)),
        CustomParser = MailTarget.Parse,
    };

    private readonly Option<string> _from =
        new("--from") { Description = "Who writes.", HelpName = "ADDRESS", Required = true };

    private readonly Option<string[]> _to = new("--to")
    {
        Description = "To whom; may be given several times, or with commas.",
        HelpName = "ADDRESS",
        Required = true,
    };

    private readonly Option<string> _subject = new("--subject")
    {
        Description = "What about.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string?> _text = new("--text")
    {
        Description = "What it says; by default what is read from standard input.",
        HelpName = "TEXT",
    };

    private readonly Option<FileInfo[]> _attach = new("--attach")
    {
        Description = "A file that goes along; may be given several times.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _user = new("--user")
    {
        Description = $"Who logs in; the password is in {PasswordVariable}.",
        HelpName = "NAME",
    };

    private readonly Option<MailEncryption> _tls = new("--tls")
    {
        Description = "Whether, when and how strictly TLS is used.",
        DefaultValueFactory = _ => MailEncryption.Opportunistic,
    };

    private readonly Option<bool> _plainLogin =
        new("--plain-login") { Description = "Let the password go unencrypted." };

    private readonly Option<bool> _transcript = new("--transcript")
    {
        Description = "Print the dialogue, with C: and S: before each line; passwords too.",
    };

    public MailSendCommand() : base("send", "Sends a message, and says what became of it.")
    {
        foreach (Option option in (Option[])[_server, _from, _to, _subject, _text, _attach, _user, _tls, _plainLogin, _transcript])
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        MailMessage message = Compose(parsed);
        byte[] octets = message.ToArray();
        MailTarget server = parsed.GetRequiredValue(_server);
        MailReceipt receipt = server.Rpc is { } endpoint
            ? await CallAsync(endpoint, message.Envelope, octets, cancel).ConfigureAwait(false)
            : await SpeakAsync(server.Smtp!, parsed, message.Envelope, octets, cancel).ConfigureAwait(false);
        if (!parsed.GetValue(_transcript) || server.Rpc is not null) Console.WriteLine(receipt.Reply);
        foreach (RefusedRecipient refused in receipt.Refused) Terminal.Error($"<{refused.Address}> {refused.Reply}");
        return receipt.Refused.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private async Task<MailReceipt> SpeakAsync(
        DnsEndPoint server, ParseResult parsed, MailEnvelope envelope, byte[] message, CancellationToken cancel)
    {
        var client = new SmtpClient(server.Host, server.Port, ClientOptions(parsed));
        await using (client.ConfigureAwait(false)) return await client.SendAsync(envelope, message, cancel).ConfigureAwait(false);
    }

    private static async Task<MailReceipt> CallAsync(
        RpcEndpoint endpoint, MailEnvelope envelope, byte[] message, CancellationToken cancel)
    {
        var client = new RpcClient(endpoint);
        await using (client.ConfigureAwait(false))
            return await client.Get<IMailSender>().SendAsync(envelope, message, cancel).ConfigureAwait(false);
    }

    private MailMessage Compose(ParseResult parsed)
    {
        try
        {
            return new MailMessage
            {
                From = MailAddress.Parse(parsed.GetRequiredValue(_from)),
                To = [.. parsed.GetRequiredValue(_to).SelectMany(MailAddress.ParseList)],
                Subject = parsed.GetRequiredValue(_subject),
                Text = parsed.GetValue(_text) ?? Console.In.ReadToEnd(),
                Attachments = [.. parsed.GetRequiredValue(_attach).Select(Attachment)],
            };
        }
        catch (FormatException malformed)
        {
            throw new CliException(malformed.Message, ExitCode.Usage, malformed);
        }
    }

    private static MailAttachment Attachment(FileInfo file) =>
        file.Exists
            ? new MailAttachment(file.Name, File.ReadAllBytes(file.FullName))
            : throw new CliException($"{file}: there is no such file");

    private SmtpClientOptions ClientOptions(ParseResult parsed) => new()
    {
        Tls = parsed.GetValue(_tls),
        Credential = parsed.GetValue(_user) is { } user ? new MailCredential(user, Password()) : null,
        AllowsPlaintextLogin = parsed.GetValue(_plainLogin),
        Transcript = parsed.GetValue(_transcript) ? Console.Out : null,
        Timeout = TimeSpan.FromMinutes(1),
    };

    private static string Password() => Environment.GetEnvironmentVariable(PasswordVariable)
        ?? throw new CliException(
            $"The password is to be in {PasswordVariable}, where other users of the machine do not see it.", ExitCode.Usage);
}
