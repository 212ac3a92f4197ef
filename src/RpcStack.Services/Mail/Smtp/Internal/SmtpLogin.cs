using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>A client's AUTH (RFC 4954 §4).</summary>
internal static class SmtpLogin
{
    // Longer than that is no exchange of any mechanism here.
    private const int MaxSteps = 8;

    // With its initial response the command is to fit into a line (RFC 4954 §4).
    private const int MaxCommand = 512;

    public static async ValueTask<MailReply> RunAsync(
        LineConnection connection, SmtpFeatures features, MailCredential credential, bool allowsPlaintext, CancellationToken cancel)
    {
        if (!features.Has("AUTH")) throw new NotSupported("AUTH", "The server takes no credentials");
        bool isSafe = connection.IsSecure || allowsPlaintext;
        IEnumerable<string> usable =
            features.Mechanisms.Where(name => isSafe || name.StartsWith("SCRAM-", StringComparison.OrdinalIgnoreCase));
        SaslClient exchange = SaslClient.Choose(usable, credential) ?? throw new NotSupported(
            isSafe ? "AUTH" : "STARTTLS",
            isSafe
                ? $"The server's mechanisms are none of ours: {string.Join(", ", features.Mechanisms)}"
                : "A password does not go where anybody can read it");
        MailReply reply = await BeginAsync(connection, exchange, cancel).ConfigureAwait(false);
        for (int steps = 0; reply.Code == 334 && steps < MaxSteps; steps++)
        {
            connection.WriteLine(Answer(exchange, reply.Text));
            reply = await ReplyAsync(connection, cancel).ConfigureAwait(false);
        }

        if (reply.Code != 235) throw new AuthenticationError(reply);
        if (!exchange.IsSatisfied) throw new SmtpException("the server did not prove that it knows the password");
        return reply;
    }

    private static async ValueTask<MailReply> BeginAsync(
        LineConnection connection, SaslClient exchange, CancellationToken cancel)
    {
        string command = $"AUTH {exchange.Mechanism}";
        if (exchange.Initial is not { } initial)
        {
            connection.WriteLine(command);
            return await ReplyAsync(connection, cancel).ConfigureAwait(false);
        }

        string encoded = Convert.ToBase64String(initial);
        bool fits = command.Length + encoded.Length + 3 <= MaxCommand;
        connection.WriteLine(fits ? $"{command} {encoded}" : command);
        MailReply reply = await ReplyAsync(connection, cancel).ConfigureAwait(false);
        if (fits || reply.Code != 334) return reply;
        connection.WriteLine(encoded);
        return await ReplyAsync(connection, cancel).ConfigureAwait(false);
    }

    // A lone * gives the exchange up.
    private static string Answer(SaslClient exchange, string challenge)
    {
        // LOGIN's prompts may be anything, so one that is no base64 is none the worse.
        byte[] octets = ScramText.Base64(challenge) ?? [];
        return exchange.Next(octets) is { } answer ? Convert.ToBase64String(answer) : "*";
    }

    private static async ValueTask<MailReply> ReplyAsync(LineConnection connection, CancellationToken cancel)
    {
        await connection.FlushAsync(cancel).ConfigureAwait(false);
        return await ReplyReader.ReadAsync(connection, cancel).ConfigureAwait(false);
    }
}
