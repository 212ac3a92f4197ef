using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Tests.Mail.Smtp;

/// <summary>
/// Only CRLF.CRLF ends a message: of one never two are made, in whatever pieces it comes (CVE-2023-51764 and its kin).
/// </summary>
public sealed class SmugglingTests : IAsyncDisposable
{
    private const string Smuggled =
        "MAIL FROM:<admin@test.example>\r\nRCPT TO:<alice@test.example>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n";

    private readonly TestSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    public static TheoryData<string> Ends => new()
    {
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\n.\r", "\r.\n", "\r\n\0.\r\n", "\r\n.\0\r\n",
        "\r\r\n.\r\r\n", "\n\r\n.\n\r\n", "\r\n.\r\r\n", "\r\n.\n\r\n", "\r\n. \r\n",
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_only_looks_like_an_end_ends_nothing(string end)
    {
        // Whole, and octet by octet.
        foreach (bool isSplit in (bool[])[false, true])
        {
            using RawClient client = Open();
            string message = $"Subject: first\r\n\r\nbody{end}{Smuggled}";
            if (isSplit) foreach (char octet in message) client.Send(octet.ToString());
            else client.Send(message);
            string reply = client.Reply();
            Assert.Matches("^(250 2.0.0|554 5.6.0)", reply);
            client.Send("QUIT\r\n");
            // Nothing of the smuggled dialogue was taken for commands, unless the message was over, and refused as a
            // whole.
            string rest = client.Rest();
            Assert.DoesNotContain("queued", rest, StringComparison.Ordinal);
        }

        await _site.IsIdle();
        Assert.Empty(_site.Mail("alice"));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_we_send_is_one_message_too(string end)
    {
        var client = new SmtpClient("127.0.0.1", _site.Listen().EndPoint.Port, new() { UsesChunking = false });
        await using (client)
        {
            byte[] message = Encoding.Latin1.GetBytes($"Subject: first\r\n\r\nbody{end}{Smuggled}");
            await client.SendAsync(new MailEnvelope("x@y.example", ["bob@test.example"]), message);
        }

        await _site.IsIdle();
        Assert.Empty(_site.Mail("alice"));
        Assert.Contains("Subject: smuggled", Assert.Single(_site.Mail("bob")), StringComparison.Ordinal);
    }

    private RawClient Open()
    {
        var client = new RawClient(_site.Listen().EndPoint);
        client.Reply();
        client.Ask("EHLO client.example");
        client.Ask("MAIL FROM:<x@y.example>");
        client.Ask("RCPT TO:<bob@test.example>");
        Assert.StartsWith("354", client.Ask("DATA"), StringComparison.Ordinal);
        return client;
    }
}
