using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Files.Ftp;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>What FTP servers have fallen for (RFC 2577).</summary>
public sealed class FtpServerAttackTests : FtpServerFixture
{
    [Theory]
    [InlineData("PORT 10,0,0,1,19,136")]
    [InlineData("PORT 127,0,0,2,19,136")]
    [InlineData("PORT 127,0,0,1,0,22")]
    [InlineData("EPRT |1|10.0.0.1|5000|")]
    [InlineData("EPRT |1|127.0.0.2|5000|")]
    [InlineData("EPRT |1|127.0.0.1|22|")]
    public async Task The_server_is_not_sent_to_others(string command)
    {
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync(command, 504);
        await raw.AskAsync("LIST", 425);
    }

    [Fact]
    public async Task A_stranger_gets_no_data_connection_and_keeps_nobody_from_it()
    {
        await File.WriteAllTextAsync(Folder["file"], "for ada");
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        IPEndPoint port = await raw.PassiveAsync();
        using Socket thief = await RawFtp.ConnectDataAsync(port, from: "127.0.0.2");
        await raw.SendAsync("RETR file\r\n");
        Assert.True(await RawFtp.ReadAllAsync(thief) is null or "");

        using Socket own = await RawFtp.ConnectDataAsync(port);
        Assert.Equal("for ada", await RawFtp.ReadAllAsync(own));
        Assert.Equal("125", (await raw.ReadAsync())[..3]);
        Assert.Equal("226", (await raw.ReadAsync())[..3]);
        await Assert.ThrowsAsync<SocketException>(() => RawFtp.ConnectDataAsync(port));
    }

    [Theory]
    [InlineData("RETR ../outside/secret")]
    [InlineData("RETR /../../../../../../etc/passwd")]
    [InlineData("RETR link/secret")]
    [InlineData("SIZE link/secret")]
    [InlineData("CWD link")]
    [InlineData("DELE link/secret")]
    [InlineData("MLST link")]
    [InlineData("RNFR link/secret")]
    [InlineData("MKD link/new")]
    public async Task Nothing_leads_out_of_the_root(string command)
    {
        using var outside = new TemporaryFolder();
        await File.WriteAllTextAsync(outside["secret"], "secret");
        Directory.CreateSymbolicLink(Folder["link"], outside.Path);
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync("TYPE I", 200);
        await raw.AskAsync("EPSV", 229);
        await raw.AskAsync(command, 550);
        Assert.Equal(["secret"], outside.Files());
    }

    [Fact]
    public async Task A_name_never_starts_a_line()
    {
        await File.WriteAllTextAsync(Folder["x\r\n226 forged"], "x");
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync("MKD a\rb", 501);
        await raw.AskAsync("MKD a\0b", 501);
        await raw.AskAsync("MKD a\u001bb", 501);
        await raw.SendAsync([.. "MKD "u8, 0xC0, 0xAF, .. "\r\n"u8]);
        Assert.StartsWith("501", await raw.ReadAsync(), StringComparison.Ordinal);
        using Socket data = await raw.OpenDataAsync();
        await raw.AskAsync("NLST", 125);
        Assert.Equal("", await RawFtp.ReadAllAsync(data));
        Assert.Single(Directory.EnumerateFileSystemEntries(Folder.Path));
    }

    [Fact]
    public async Task A_line_without_end_ends_the_session()
    {
        IPEndPoint server = Start();
        using RawFtp raw = await RawFtp.ConnectAsync(server);
        await raw.ReadAsync();
        await raw.SendAsync(new byte[20_000]);
        Assert.StartsWith("421", await raw.ReadAsync(), StringComparison.Ordinal);
        using RawFtp next = await RawFtp.LoginAsync(server);
    }

    [Fact]
    public async Task Who_sends_commands_and_reads_no_replies_is_held_up_and_then_dropped()
    {
        IPEndPoint server = Start(new FtpServerOptions { IdleTimeout = TimeSpan.FromSeconds(1) });
        using RawFtp flood = await RawFtp.LoginAsync(server);
        byte[] commands = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("HELP\r\n", 10_000)));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < 1000; i++) await flood.Socket.SendAsync(commands);
        });

        // It never gets rid of its sixty megabytes.
        await Assert.ThrowsAsync<SocketException>(() => sending);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
        using RawFtp next = await RawFtp.LoginAsync(server);
        await next.AskAsync("NOOP", 200);
    }

    [Fact]
    public async Task Sessions_that_do_nothing_end()
    {
        IPEndPoint server = Start(new FtpServerOptions { IdleTimeout = TimeSpan.FromMilliseconds(300) });
        using RawFtp silent = await RawFtp.ConnectAsync(server);
        await silent.ReadAsync();
        // Octets that make no command do not count.
        for (int i = 0; i < 3; i++)
        {
            await silent.SendAsync("N");
            await Task.Delay(50);
        }

        Assert.StartsWith("421 Nothing happened", await silent.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("", await silent.ReadAsync());
    }

    [Fact]
    public async Task Sessions_are_bounded_in_all_and_for_each_address()
    {
        IPEndPoint server = Start(new FtpServerOptions { MaxSessions = 3, MaxSessionsPerAddress = 2 });
        using RawFtp one = await RawFtp.LoginAsync(server);
        using RawFtp two = await RawFtp.LoginAsync(server);
        using RawFtp third = await RawFtp.ConnectAsync(server);
        Assert.Equal("421 All 2 connections of your address are in use", await third.ReadAsync());
        using RawFtp elsewhere = await RawFtp.ConnectAsync(server, from: "127.0.0.2");
        Assert.StartsWith("220", await elsewhere.ReadAsync(), StringComparison.Ordinal);
        using RawFtp fourth = await RawFtp.ConnectAsync(server, from: "127.0.0.3");
        Assert.Equal("421 All 3 connections are in use", await fourth.ReadAsync());

        await one.AskAsync("QUIT", 221);
        await WaitForGreetingAsync(server);
    }

    [Fact]
    public async Task Passwords_are_not_for_guessing()
    {
        IPEndPoint server = Start();
        using RawFtp raw = await RawFtp.ConnectAsync(server);
        await raw.ReadAsync();
        foreach ((string user, int code) in ((string, int)[])[("nobody", 530), ("ada", 530), ("ADA", 421)])
        {
            Assert.Equal("331 Username OK, password required", await raw.AskAsync($"USER {user}"));
            await raw.AskAsync("PASS guess", code);
        }

        Assert.Equal("", await raw.ReadAsync());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Who_does_not_read_on_does_not_hold_a_transfer(bool isEncrypted, int offset)
    {
        await File.WriteAllBytesAsync(Folder["large"], new byte[64 << 20]);
        IPEndPoint server = Start(new FtpServerOptions
        {
            StallTimeout = TimeSpan.FromSeconds(1),
            Tls = TestCertificate.Serving,
        });
        var options = new FtpClientOptions
        {
            TlsMode = isEncrypted ? FtpTlsMode.Explicit : FtpTlsMode.None,
            Tls = TestCertificate.Trusting,
        };
        await using FtpClient client = await FtpClient.ConnectAsync("127.0.0.1", server.Port, options);
        await client.LoginAsync("ada", "secret");
        await using IAsyncEnumerator<ReadOnlyMemory<byte>> reader =
            client.RetrieveAsync("large", offset).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        await Task.Delay(2500);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await reader.MoveNextAsync())
            {
            }
        });
    }

    [Fact]
    public async Task A_transfer_has_its_time()
    {
        IPEndPoint server = Start(new FtpServerOptions { MaxTransferTime = TimeSpan.FromMilliseconds(500) });
        using RawFtp raw = await RawFtp.LoginAsync(server);
        using Socket data = await raw.OpenDataAsync();
        await raw.AskAsync("STOR slow", 125);
        Task<string> reply = raw.ReadAsync();
        while (!reply.IsCompleted)
        {
            try
            {
                await data.SendAsync(new byte[1]);
            }
            catch (SocketException)
            {
            }

            await Task.Delay(20);
        }

        Assert.StartsWith("426", await reply, StringComparison.Ordinal);
        Assert.Empty(Folder.Files());
    }

    [Fact]
    public async Task ABOR_with_the_Telnet_synch_breaks_a_transfer_off()
    {
        await File.WriteAllBytesAsync(Folder["large"], new byte[64 << 20]);
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync("TYPE I", 200);
        using Socket data = await raw.OpenDataAsync();
        await raw.AskAsync("RETR large", 125);
        Assert.Equal("211", (await raw.AskAsync("STAT"))[..3]);
        // IAC IP, then IAC DM whose DM is urgent (RFC 959 §4.1.3, RFC 854).
        await raw.SendAsync([0xFF, 0xF4, 0xFF]);
        await raw.Socket.SendAsync(new byte[] { 0xF2 }, SocketFlags.OutOfBand);
        Assert.Contains("426 ", await raw.AskAsync("ABOR"), StringComparison.Ordinal);
        Assert.StartsWith("226", await raw.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await RawFtp.ReadAllAsync(data));
        await raw.AskAsync("NOOP", 200);
    }

    [Fact]
    public async Task An_upload_whose_client_is_gone_is_no_file()
    {
        IPEndPoint server = Start();
        using (RawFtp raw = await RawFtp.LoginAsync(server))
        {
            using Socket data = await raw.OpenDataAsync();
            await raw.AskAsync("STOR half", 125);
            await data.SendAsync(new byte[100_000]);
            // As the system does for a process that is killed: the oldest socket first.
            raw.Socket.Dispose();
        }

        using RawFtp next = await RawFtp.LoginAsync(server);
        await Eventually.IsTrue(() => !Folder.Files().Any());
        await next.AskAsync("MLST half", 550);
    }

    [Fact]
    public async Task Commands_sent_in_clear_are_not_run_within_TLS()
    {
        using RawFtp raw = await RawFtp.ConnectAsync(Start(new FtpServerOptions { Tls = TestCertificate.Serving }));
        await raw.ReadAsync();
        await raw.SendAsync("AUTH TLS\r\nUSER ada\r\nPASS secret\r\nDELE file\r\n");
        Assert.Equal("", await raw.ReadAsync());
    }

    [Fact]
    public async Task Where_TLS_is_required_nothing_goes_in_clear()
    {
        await File.WriteAllTextAsync(Folder["file"], "text");
        IPEndPoint server = Start(new FtpServerOptions { Tls = TestCertificate.Serving, RequiresTls = true });
        using RawFtp plain = await RawFtp.ConnectAsync(server);
        await plain.ReadAsync();
        await plain.AskAsync("USER ada", 530);

        var options = new FtpClientOptions { TlsMode = FtpTlsMode.Explicit, Tls = TestCertificate.Trusting };
        await using FtpClient client = await FtpClient.ConnectAsync("localhost", server.Port, options);
        await client.LoginAsync("ada", "secret");
        Assert.Equal(534, (await client.SendAsync("PROT C")).Code);
        Assert.Equal(534, (await client.SendAsync("CCC")).Code);
        Assert.Equal(503, (await client.SendAsync("AUTH TLS")).Code);
        Assert.Equal("text", Assert.Single(await client.RetrieveLinesOfAsync("file").ToListAsync()));
    }

    [Fact]
    public async Task A_login_before_TLS_is_forgotten()
    {
        using RawFtp raw = await RawFtp.LoginAsync(Start(new FtpServerOptions { Tls = TestCertificate.Serving }));
        await raw.AskAsync("AUTH TLS", 234);
        await using var tls = new SslStream(new NetworkStream(raw.Socket));
        await tls.AuthenticateAsClientAsync(TestCertificate.Settings);
        await tls.WriteAsync("PWD\r\n"u8.ToArray());
        byte[] reply = new byte[100];
        Assert.StartsWith("530", Encoding.ASCII.GetString(reply, 0, await tls.ReadAsync(reply)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_FTP_ends_no_server()
    {
        IPEndPoint server = Start(new FtpServerOptions { Tls = TestCertificate.Serving });
        var random = new Random(20);
        string[] words = ["USER ", "PASS ", "ada", "secret", "EPSV", "RETR ", "STOR ", "LIST", "REST ", "\r\n", "\n", " ", "../", "ABOR", "AUTH TLS", "PORT ", "1,2,3"];
        for (int i = 0; i < 60; i++)
        {
            using RawFtp raw = i % 2 == 0 ? await RawFtp.LoginAsync(server) : await RawFtp.ConnectAsync(server);
            for (int j = 0; j < 30; j++)
            {
                byte[] octets = new byte[random.Next(8)];
                random.NextBytes(octets);
                try
                {
                    await raw.SendAsync(words[random.Next(words.Length)]);
                    if (j % 3 == 0) await raw.SendAsync(octets);
                }
                catch (SocketException)
                {
                    break;
                }
            }
        }

        await WaitForGreetingAsync(server);
    }

    // The server learns in its own time that others are gone.
    private static async Task WaitForGreetingAsync(IPEndPoint server)
    {
        for (int i = 0; ; i++)
        {
            using RawFtp raw = await RawFtp.ConnectAsync(server);
            string greeting = await raw.ReadAsync();
            if (greeting.StartsWith("220", StringComparison.Ordinal)) return;
            Assert.True(i < 100, greeting);
            await Task.Delay(50);
        }
    }
}
