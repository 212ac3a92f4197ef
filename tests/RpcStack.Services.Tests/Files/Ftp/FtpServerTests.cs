using System.Net;
using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Files.Store;

namespace RpcStack.Services.Tests.Files.Ftp;

public sealed class FtpServerTests : FtpServerFixture
{
    [Fact]
    public async Task The_replies_of_the_courses_are_word_for_word()
    {
        IPEndPoint server = Start(store: new DirectoryStoreOptions { Quota = 1000 });
        using RawFtp raw = await RawFtp.ConnectAsync(server);
        await raw.ReadAsync();

        Assert.Equal("331 Username OK, password required", await raw.AskAsync("USER ada"));
        await raw.AskAsync("PASS secret", 230);
        using (Socket listing = await raw.OpenDataAsync())
        {
            Assert.Equal("125 data connection already open; transfer starting", await raw.AskAsync("LIST"));
            Assert.Equal("", await RawFtp.ReadAllAsync(listing));
            Assert.StartsWith("226 ", await raw.ReadAsync(), StringComparison.Ordinal);
        }

        Assert.EndsWith("\n425 Can't open data connection", await raw.AskAsync("LIST"), StringComparison.Ordinal);
        using Socket upload = await raw.OpenDataAsync();
        await raw.AskAsync("TYPE I", 200);
        await raw.AskAsync("STOR large", 125);
        await upload.SendAsync(new byte[1001]);
        string full = await raw.ReadAsync();
        Assert.EndsWith("\n452 Error writing file", full, StringComparison.Ordinal);
        Assert.Contains("1000 octets", full, StringComparison.Ordinal);
        Assert.Empty(Folder.Files());
    }

    [Theory]
    [InlineData("NOOP", "200 ")]
    [InlineData("noop", "200 ")]
    [InlineData("SYST", "215 UNIX Type: L8")]
    [InlineData("TYPE I", "200 ")]
    [InlineData("TYPE L 8", "200 ")]
    [InlineData("TYPE E", "504 ")]
    [InlineData("MODE S", "200 ")]
    [InlineData("MODE B", "504 ")]
    [InlineData("STRU F", "200 ")]
    [InlineData("STRU R", "504 ")]
    [InlineData("ALLO 100", "202 ")]
    [InlineData("ACCT x", "202 ")]
    [InlineData("STAT", "211-")]
    [InlineData("HELP", "214-")]
    [InlineData("OPTS UTF8 ON", "200 ")]
    [InlineData("OPTS MLST size;unknown;", "200 MLST OPTS size;")]
    [InlineData("OPTS X", "501 ")]
    [InlineData("REST 10", "504 ")]
    [InlineData("REST x", "501 ")]
    [InlineData("REST -1", "501 ")]
    [InlineData("SIZE file", "550 SIZE needs TYPE I")]
    [InlineData("MDTM file", "213 20240229123456")]
    [InlineData("MDTM none", "550 '/none' does not exist.")]
    [InlineData("MLST file", "250-Listing /file\n type=file;size=5;modify=20240229123456; /file\n250 End")]
    [InlineData("MLST", "250-Listing /\n type=dir;")]
    [InlineData("MLSD file", "501 ")]
    [InlineData("RETR dir", "550 '/dir' is a directory")]
    [InlineData("RETR", "501 ")]
    [InlineData("CWD file", "550 '/file' is not a directory")]
    [InlineData("CWD dir", "250 \"/dir\" ")]
    [InlineData("XPWD", "257 \"/\" ")]
    [InlineData("CDUP", "250 \"/\" ")]
    [InlineData("CWD ../../..", "250 \"/\" ")]
    [InlineData("MKD a\"b", "257 \"/a\"\"b\" created")]
    [InlineData("MKD dir", "550 ")]
    [InlineData("RMD dir", "250 ")]
    [InlineData("RMD file", "550 ")]
    [InlineData("DELE dir", "550 ")]
    [InlineData("DELE file", "250 ")]
    [InlineData("RNTO x", "503 ")]
    [InlineData("RNFR none", "550 ")]
    [InlineData("RNFR file", "350 ")]
    [InlineData("AUTH TLS", "502 ")]
    [InlineData("PBSZ 0", "503 ")]
    [InlineData("PROT P", "503 ")]
    [InlineData("ABOR", "226 ")]
    [InlineData("SITE CHMOD 777 file", "502 ")]
    [InlineData("STOU", "502 ")]
    [InlineData("REIN", "502 ")]
    [InlineData("SMNT /", "502 ")]
    [InlineData("NONE", "500 ")]
    [InlineData("PASS again", "503 ")]
    [InlineData("EPSV 3", "522 ")]
    [InlineData("EPSV 1", "229 ")]
    [InlineData("EPRT |3|127.0.0.1|5000|", "522 ")]
    [InlineData("EPRT |2|127.0.0.1|5000|", "522 ")]
    [InlineData("EPRT |1|127.0.0.1|5000|", "200 ")]
    [InlineData("PORT 127,0,0,1,256,1", "501 ")]
    [InlineData("PORT 127,0,0,1,200", "501 ")]
    [InlineData("QUIT now", "501 ")]
    [InlineData("QUIT", "221 ")]
    [InlineData("", "500 ")]
    public async Task Commands_have_their_replies(string command, string reply)
    {
        Directory.CreateDirectory(Folder["dir"]);
        await File.WriteAllTextAsync(Folder["file"], "12345");
        File.SetLastWriteTimeUtc(Folder["file"], new DateTime(2024, 2, 29, 12, 34, 56, DateTimeKind.Utc));
        using RawFtp raw = await RawFtp.LoginAsync(Start());

        string actual = await raw.AskAsync(command);

        Assert.True(actual.StartsWith(reply, StringComparison.Ordinal), actual);
    }

    [Fact]
    public async Task Features_are_told_and_what_needs_a_certificate_only_with_one()
    {
        using RawFtp plain = await RawFtp.LoginAsync(Start());
        using RawFtp tls = await RawFtp.LoginAsync(Start(new FtpServerOptions { Tls = TestCertificate.Serving }));

        Assert.Equal(
            "211-Features:\n EPRT\n EPSV\n MDTM\n MLST type*;size*;modify*;\n REST STREAM\n SIZE\n UTF8\n211 End",
            await plain.AskAsync("FEAT"));
        Assert.Contains("\n AUTH TLS\n PBSZ\n PROT\n", await tls.AskAsync("FEAT"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PWD")]
    [InlineData("LIST")]
    [InlineData("RETR file")]
    [InlineData("STOR file")]
    [InlineData("PASV")]
    [InlineData("CWD /")]
    public async Task Nothing_is_for_those_who_have_not_logged_in(string command)
    {
        using RawFtp raw = await RawFtp.ConnectAsync(Start());
        await raw.ReadAsync();
        Assert.Equal("530 Not logged in", await raw.AskAsync(command));
    }

    [Fact]
    public async Task Anonymous_reads_and_does_not_write()
    {
        await File.WriteAllTextAsync(Folder["file"], "text");
        IPEndPoint server = Start();
        foreach (string name in (string[])["anonymous", "ftp", "Anonymous"])
        {
            using RawFtp raw = await RawFtp.LoginAsync(server, name, "me@example.org");
            Assert.Equal("text", await DownloadAsync(raw, "file"));
            await raw.AskAsync("DELE file", 550);
            await raw.AskAsync("MKD dir", 550);
            using Socket data = await raw.OpenDataAsync();
            await raw.AskAsync("STOR file", 125);
            Assert.StartsWith("550", await raw.ReadAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("text", await File.ReadAllTextAsync(Folder["file"]));
    }

    [Fact]
    public async Task Users_have_files_of_their_own()
    {
        using var other = new TemporaryFolder();
        await File.WriteAllTextAsync(Folder["mine"], "ada's");
        await File.WriteAllTextAsync(other["mine"], "bob's");
        IPEndPoint server = Start(
        [
            new FtpUser("ada", "secret", new DirectoryStore(Folder.Path)),
            new FtpUser("bob", "geheim", new DirectoryStore(other.Path)),
        ]);
        using RawFtp raw = await RawFtp.LoginAsync(server);
        Assert.Equal("ada's", await DownloadAsync(raw, "/mine"));
        await raw.AskAsync("USER bob", 331);
        await raw.AskAsync("PWD", 530);
        await raw.AskAsync("PASS geheim", 230);
        Assert.Equal("bob's", await DownloadAsync(raw, "/mine"));
    }

    [Fact]
    public async Task Text_has_CR_LF_on_the_wire_and_LF_in_the_file()
    {
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        using (Socket data = await raw.OpenDataAsync())
        {
            await raw.AskAsync("STOR text", 125);
            foreach (string piece in (string[])["one\r", "\ntwo\n", "bare\rstays\r\r\nend\r"])
            {
                await data.SendAsync(Encoding.ASCII.GetBytes(piece));
                await Task.Delay(20);
            }
        }

        Assert.StartsWith("226", await raw.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("one\ntwo\nbare\rstays\r\nend\r", await File.ReadAllTextAsync(Folder["text"]));
        Assert.Equal("one\r\ntwo\r\nbare\rstays\r\nend\r", await DownloadAsync(raw, "text"));
        await raw.AskAsync("TYPE I", 200);
        Assert.Equal("one\ntwo\nbare\rstays\r\nend\r", await DownloadAsync(raw, "text"));
    }

    [Fact]
    public async Task Transfers_begin_where_REST_says()
    {
        await File.WriteAllTextAsync(Folder["file"], "0123456789");
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync("TYPE I", 200);
        await raw.AskAsync("REST 4", 350);
        Assert.Equal("456789", await DownloadAsync(raw, "file"));
        Assert.Equal("0123456789", await DownloadAsync(raw, "file"));
        await raw.AskAsync("REST 5000000000", 350);
        await raw.AskAsync("RETR file", 554);
        await raw.AskAsync("REST 10", 350);
        Assert.StartsWith("226", await UploadAsync(raw, "STOR file", "ab"), StringComparison.Ordinal);
        Assert.StartsWith("226", await UploadAsync(raw, "APPE file", "cd"), StringComparison.Ordinal);
        Assert.Equal("0123456789abcd", await File.ReadAllTextAsync(Folder["file"]));
        await raw.AskAsync("REST 3", 350);
        await raw.AskAsync("STOR file", 554);
        Assert.StartsWith("226", await UploadAsync(raw, "STOR file", "new"), StringComparison.Ordinal);
        Assert.Equal("new", await File.ReadAllTextAsync(Folder["file"]));
    }

    [Fact]
    public async Task Files_that_were_sent_are_closed()
    {
        await File.WriteAllBytesAsync(Folder["file"], new byte[3_000_000]);
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync("TYPE I", 200);
        for (int i = 0; i < 5; i++) Assert.Equal(3_000_000, (await DownloadAsync(raw, "file"))!.Length);
        // Nobody has it open, so nobody keeps it from being locked.
        File.OpenHandle(Folder["file"], FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public async Task Listings_take_options_patterns_and_files()
    {
        Directory.CreateDirectory(Folder["dir"]);
        foreach (string name in (string[])["a.txt", "b.txt", "c.bin", "dir/d.txt"])
            await File.WriteAllTextAsync(Folder[name], "x");
        using RawFtp raw = await RawFtp.LoginAsync(Start());

        Assert.Equal(["a.txt", "b.txt"], await LinesAsync(raw, "NLST *.txt"));
        Assert.Equal(["dir/d.txt"], await LinesAsync(raw, "NLST dir"));
        Assert.Equal(["dir/d.txt"], await LinesAsync(raw, "NLST -a dir/*.txt"));
        Assert.Equal(["c.bin"], await LinesAsync(raw, "NLST c.bin"));
        Assert.Equal(4, (await LinesAsync(raw, "LIST -la")).Length);
        Assert.EndsWith(" c.bin", Assert.Single(await LinesAsync(raw, "LIST c.*")), StringComparison.Ordinal);
        Assert.Contains(await LinesAsync(raw, "MLSD dir"), line =>
            line.StartsWith("type=file;size=1;modify=", StringComparison.Ordinal)
            && line.EndsWith("; d.txt", StringComparison.Ordinal));
        await raw.AskAsync("LIST none", 550);
        await raw.AskAsync("NLST none/*", 550);
    }

    [Fact]
    public async Task The_server_connects_from_the_port_below_its_own()
    {
        await File.WriteAllTextAsync(Folder["file"], "text");
        IPEndPoint server = Start();
        using RawFtp raw = await RawFtp.LoginAsync(server);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await raw.AskAsync($"PORT 127,0,0,1,{port >> 8},{port & 255}", 200);
        await raw.SendAsync("RETR file\r\n");
        using Socket data = await listener.AcceptSocketAsync();
        await raw.ReadAsync();
        Assert.Equal("text", await RawFtp.ReadAllAsync(data));
        // Another program may happen to have that port.
        int source = ((IPEndPoint)data.RemoteEndPoint!).Port;
        Assert.True(source == server.Port - 1 || !IsFree(server.Port - 1), $"{source} for {server.Port}");
    }

    [Fact]
    public async Task A_connection_that_nobody_takes_is_425()
    {
        await File.WriteAllTextAsync(Folder["file"], "text");
        IPEndPoint server = Start(new FtpServerOptions { StallTimeout = TimeSpan.FromMilliseconds(200) });
        using RawFtp raw = await RawFtp.LoginAsync(server);
        await raw.PassiveAsync();
        await raw.AskAsync("RETR file", 150);
        Assert.EndsWith("425 Can't open data connection", await raw.ReadAsync(), StringComparison.Ordinal);
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await raw.AskAsync($"EPRT |1|127.0.0.1|{port}|", 200);
        Assert.EndsWith("425 Can't open data connection", await raw.AskAsync("RETR file"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passive_ports_are_of_the_range_and_of_the_address_that_were_given()
    {
        (int first, int last) = FreePorts();
        IPEndPoint server = Start(new FtpServerOptions
        {
            PassivePorts = new FtpPortRange(first, last),
            PublicAddress = IPAddress.Parse("192.0.2.7"),
        });
        using RawFtp one = await RawFtp.LoginAsync(server);
        using RawFtp two = await RawFtp.LoginAsync(server);
        using RawFtp three = await RawFtp.LoginAsync(server);

        string pasv = await one.AskAsync("PASV", 227);
        Assert.Contains("(192,0,2,7,", pasv, StringComparison.Ordinal);
        Assert.InRange((await two.PassiveAsync()).Port, first, last);
        Assert.EndsWith("425 Can't open data connection", await three.AskAsync("EPSV"), StringComparison.Ordinal);
        await two.AskAsync("QUIT", 221);
        // The session takes its listener with it, in its own time.
        for (int i = 0; !(await three.AskAsync("EPSV")).StartsWith("229", StringComparison.Ordinal); i++)
        {
            Assert.True(i < 100);
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task After_EPSV_ALL_there_is_nothing_else()
    {
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.AskAsync("EPSV ALL", 200);
        await raw.AskAsync("PASV", 503);
        await raw.AskAsync("PORT 127,0,0,1,200,1", 503);
        await raw.AskAsync("EPSV", 229);
    }

    [Fact]
    public async Task Commands_may_come_all_at_once()
    {
        using RawFtp raw = await RawFtp.LoginAsync(Start());
        await raw.SendAsync("MKD a\r\nCWD a\r\nPWD\r\nCWD ..\r\nRMD a\r\nQUIT\r\n");
        List<string> codes = [];
        while (await raw.ReadAsync() is { Length: > 0 } reply) codes.Add(reply[..3]);
        Assert.Equal(["257", "250", "257", "250", "250", "221"], codes);
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        var server = FtpServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0), [FtpUser.Anonymous(new DirectoryStore(Folder.Path))]);
        using RawFtp raw = await RawFtp.LoginAsync(server.EndPoint, "anonymous");
        await server.DisposeAsync();
        Assert.Equal("421 The server is stopping", await raw.ReadAsync());
        await Assert.ThrowsAsync<SocketException>(() => RawFtp.ConnectAsync(server.EndPoint));
    }

    internal static async Task<string?> DownloadAsync(RawFtp raw, string path)
    {
        using Socket data = await raw.OpenDataAsync();
        await raw.AskAsync($"RETR {path}", 125);
        string? text = await RawFtp.ReadAllAsync(data);
        Assert.StartsWith("226", await raw.ReadAsync(), StringComparison.Ordinal);
        return text;
    }

    internal static async Task<string> UploadAsync(RawFtp raw, string command, string text)
    {
        using (Socket data = await raw.OpenDataAsync())
        {
            await raw.AskAsync(command, 125);
            try
            {
                await data.SendAsync(Encoding.UTF8.GetBytes(text));
            }
            catch (SocketException)
            {
                // The reply says why.
            }
        }

        return await raw.ReadAsync();
    }

    private static async Task<string[]> LinesAsync(RawFtp raw, string command)
    {
        using Socket data = await raw.OpenDataAsync();
        await raw.AskAsync(command, 125);
        string text = await RawFtp.ReadAllAsync(data) ?? "";
        Assert.StartsWith("226", await raw.ReadAsync(), StringComparison.Ordinal);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Two neighbours that nobody else uses, at this moment.
    private static (int First, int Last) FreePorts()
    {
        for (int port = 20_000 + Random.Shared.Next(8_000); ; port += 2)
        {
            if (IsFree(port) && IsFree(port + 1)) return (port, port + 1);
        }
    }
}
