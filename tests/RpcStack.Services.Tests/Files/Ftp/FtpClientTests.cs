using System.Net;
using System.Net.Sockets;
using System.Text;
using RpcStack.Services.Files.Ftp;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>What the client makes of what servers say.</summary>
public sealed class FtpClientTests : FtpServerFixture
{
    [Fact]
    public async Task A_session_as_in_the_courses()
    {
        IPEndPoint server = Start();
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        Assert.Equal("220 RpcStack FTP server ready", ftp.Welcome);
        Assert.Equal(230, (await ftp.LoginAsync("ada", "secret")).Code);
        Assert.Equal("/", await ftp.PwdAsync());
        Assert.Equal("/new", await ftp.MkdAsync("new"));
        await ftp.CwdAsync("new");
        Assert.Equal("/new", await ftp.PwdAsync());
        FtpReply stored = await ftp.StoreLinesAsync("text.txt", new[] { "one", "zwei – ü" }.ToAsyncEnumerable());
        Assert.Equal(226, stored.Code);
        Assert.Equal("one\nzwei – ü\n", await File.ReadAllTextAsync(Folder["new/text.txt"]));
        Assert.Equal(["one", "zwei – ü"], await ftp.RetrieveLinesOfAsync("text.txt").ToListAsync());
        Assert.EndsWith(" text.txt", Assert.Single(await ftp.DirAsync().ToListAsync()), StringComparison.Ordinal);
        Assert.Equal(["text.txt"], await ftp.NlstAsync().ToListAsync());
        Assert.Equal(new FileInfo(Folder["new/text.txt"]).Length, await ftp.SizeAsync("text.txt"));
        Assert.InRange(await ftp.MdtmAsync("text.txt"), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Equal(250, (await ftp.DeleteAsync("text.txt")).Code);
        await ftp.CwdAsync("..");
        await ftp.RmdAsync("new");
        Assert.Equal(221, (await ftp.QuitAsync()).Code);
        Assert.False(Directory.Exists(Folder["new"]));
    }

    [Fact]
    public async Task Anonymous_is_who_nobody_says_they_are()
    {
        await using var server = new ScriptedFtpServer("331 who", "230 ok", "211 none");
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        await ftp.LoginAsync();
        Assert.Equal(["USER anonymous", "PASS anonymous@", "FEAT"], server.Received);
    }

    [Fact]
    public async Task An_account_is_given_where_it_is_asked_for()
    {
        await using var server = new ScriptedFtpServer("331 who", "332 which", "230 ok", "500 what");
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        await ftp.LoginAsync("ada", "secret", "math");
        Assert.Equal(["USER ada", "PASS secret", "ACCT math", "FEAT"], server.Received);
    }

    [Fact]
    public async Task Replies_have_the_classes_of_the_courses()
    {
        await using var server = new ScriptedFtpServer("450 later", "550 never", "350 what?", "650 odd", "250 late");
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);

        FtpException temporary = await Assert.ThrowsAsync<FtpTemporaryException>(() => ftp.DeleteAsync("x"));
        Assert.Equal((450, "later"), (temporary.Reply!.Code, temporary.Reply.Text));
        Assert.Equal("DELE x: 450 later", temporary.Message);
        await Assert.ThrowsAsync<FtpPermanentException>(() => ftp.DeleteAsync("x"));
        await Assert.ThrowsAsync<FtpReplyException>(() => ftp.DeleteAsync("x"));
        await Assert.ThrowsAsync<FtpProtocolException>(() => ftp.DeleteAsync("x"));
        // What comes after what is no reply cannot be told from what should have come.
        await Assert.ThrowsAsync<IOException>(() => ftp.DeleteAsync("x"));
    }

    [Theory]
    [InlineData("250-first\r\n250-second\r\n 250 indented\r\n2500 not yet\r\n250 last", "first|second| 250 indented|2500 not yet|last")]
    [InlineData("250-\r\n\r\n251 other\r\n250 ", "||251 other|")]
    [InlineData("250", "")]
    public async Task Replies_may_have_several_lines(string reply, string lines)
    {
        await using var server = new ScriptedFtpServer(reply);
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        Assert.Equal(lines.Split('|'), (await ftp.SendAsync("NOOP")).Lines);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("25 short")]
    [InlineData("25x bad")]
    [InlineData("\u0662\u0665\u0660 digits of another script")]
    [InlineData("")]
    public async Task What_is_no_reply_is_a_protocol_error(string reply)
    {
        await using var server = new ScriptedFtpServer(reply);
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        await Assert.ThrowsAsync<FtpProtocolException>(() => ftp.SendAsync("NOOP"));
    }

    [Fact]
    public async Task Replies_without_end_are_refused()
    {
        string endless = "250-" + string.Concat(Enumerable.Repeat("x\r\n", 2000));
        await using var many = new ScriptedFtpServer(endless);
        await using FtpClient one = await FtpClient.ConnectAsync("127.0.0.1", many.Port);
        await Assert.ThrowsAsync<FtpProtocolException>(() => one.SendAsync("NOOP"));

        await using var longLine = new ScriptedFtpServer("250 " + new string('x', 50_000));
        await using FtpClient two = await FtpClient.ConnectAsync("127.0.0.1", longLine.Port);
        Exception error = await Assert.ThrowsAnyAsync<IOException>(() => two.SendAsync("NOOP"));
        Assert.Contains("16384", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_silent_or_gone_is_an_error()
    {
        await using var gone = new ScriptedFtpServer();
        await using FtpClient one = await FtpClient.ConnectAsync("127.0.0.1", gone.Port);
        await Assert.ThrowsAsync<EndOfStreamException>(() => one.SendAsync("NOOP"));

        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var hasty = new FtpClientOptions { Timeout = TimeSpan.FromMilliseconds(100) };
        await Assert.ThrowsAsync<TimeoutException>(() => FtpClient.ConnectAsync("127.0.0.1", port, hasty));
        silent.Stop();
        IOException refused = await Assert.ThrowsAsync<IOException>(() => FtpClient.ConnectAsync("127.0.0.1", port));
        Assert.Contains($"127.0.0.1:{port}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\r\nDELE y")]
    [InlineData("x\ny")]
    [InlineData("x\0y")]
    public async Task No_argument_is_two_commands(string path)
    {
        IPEndPoint server = Start();
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        await Assert.ThrowsAsync<ArgumentException>(() => ftp.LoginAsync(path));
        await ftp.LoginAsync("ada", "secret");
        await Assert.ThrowsAsync<ArgumentException>(() => ftp.DeleteAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => ftp.StoreAsync(path, Content.Of("x")));
        await Assert.ThrowsAsync<ArgumentException>(
            () => ftp.StoreLinesAsync("file", new[] { path + "\n" }.ToAsyncEnumerable()));
        Assert.Equal("/", await ftp.PwdAsync());
    }

    [Theory]
    [InlineData("227 Entering Passive Mode (10,0,0,1,{0},{1})")]
    [InlineData("227 =192,0,2,1,{0},{1}")]
    public async Task The_address_in_227_is_not_connected_to(string spoofed)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        string reply = string.Format(null, spoofed, port >> 8, port & 255);
        await using var server = new ScriptedFtpServer("200 type", "500 EPSV?", reply, "150 here", "226 done");
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);

        Task<List<string>> names = ftp.NlstAsync().ToListAsync().AsTask();
        using (Socket data = await listener.AcceptSocketAsync()) await data.SendAsync("one\r\ntwo\r\n"u8.ToArray());

        Assert.Equal(["one", "two"], await names);
        Assert.Equal(["TYPE A", "EPSV", "PASV", "NLST"], server.Received);
    }

    [Theory]
    [InlineData("229 Entering (|||0|)")]
    [InlineData("229 Entering (|||65536|)")]
    [InlineData("229 Entering |||5000|")]
    [InlineData("229 Entering (|1|10.0.0.1|5000|)")]
    [InlineData("229 ()")]
    public async Task A_reply_to_EPSV_without_a_port_is_a_protocol_error(string reply)
    {
        await using var server = new ScriptedFtpServer("200 type", reply);
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        await Assert.ThrowsAsync<FtpProtocolException>(async () => await ftp.NlstAsync().ToListAsync());
    }

    [Fact]
    public async Task In_active_mode_only_the_server_may_connect()
    {
        await using var server = new ScriptedFtpServer("200 type", "200 port", "150 here", "226 done");
        await using FtpClient ftp = await FtpClient.ConnectAsync(
            "127.0.0.1", server.Port, new FtpClientOptions { IsPassive = false });
        Task<List<string>> names = ftp.NlstAsync().ToListAsync().AsTask();
        await RpcStack.Tests.Eventually.IsTrue(() => server.Received.Count == 3);
        string[] numbers = server.Received[1]["PORT ".Length..].Split(',');
        var port = new IPEndPoint(IPAddress.Loopback, (int.Parse(numbers[4]) << 8) | int.Parse(numbers[5]));

        using Socket thief = await RawFtp.ConnectDataAsync(port, from: "127.0.0.2");
        await RawFtp.ReadAllAsync(thief);
        using (Socket data = await RawFtp.ConnectDataAsync(port)) await data.SendAsync("mine\r\n"u8.ToArray());

        Assert.Equal(["mine"], await names);
    }

    [Fact]
    public async Task What_comes_in_clear_before_TLS_is_refused()
    {
        await using var server = new ScriptedFtpServer("234 go\r\n230 injected");
        var options = new FtpClientOptions { TlsMode = FtpTlsMode.Explicit, Tls = TestCertificate.Trusting };
        await Assert.ThrowsAsync<FtpProtocolException>(() => FtpClient.ConnectAsync("127.0.0.1", server.Port, options));
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_refused()
    {
        IPEndPoint server = Start(new FtpServerOptions { Tls = TestCertificate.Serving });
        var stranger = new FtpClientOptions { TlsMode = FtpTlsMode.Explicit };
        IOException error = await Assert.ThrowsAsync<IOException>(
            () => FtpClient.ConnectAsync("localhost", server.Port, stranger));
        Assert.Contains("TLS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_with_quotes_is_read_as_it_is()
    {
        await using var server = new ScriptedFtpServer("257 \"/a\"\"b\"\"\" is it", "257 none");
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        Assert.Equal("/a\"b\"", await ftp.PwdAsync());
        Assert.Equal("", await ftp.PwdAsync());
    }

    [Fact]
    public async Task A_transfer_that_the_server_gives_up_is_not_whole()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var server = new ScriptedFtpServer("200 type", $"229 (|||{port}|)", "150 here", "426 broken");
        await using FtpClient ftp = await FtpClient.ConnectAsync("127.0.0.1", server.Port);
        Task<List<ReadOnlyMemory<byte>>> content = ftp.RetrieveAsync("file").ToListAsync().AsTask();
        using (Socket data = await listener.AcceptSocketAsync()) await data.SendAsync("half"u8.ToArray());
        await Assert.ThrowsAsync<FtpTemporaryException>(() => content);
    }

    [Theory]
    [InlineData("type=file;size=5;modify=20240229123456.789; a b", "a b", 5, 1_709_210_096_789)]
    [InlineData("Type=DIR;Modify=20240229123456; d", "d", 0, 1_709_210_096_000)]
    [InlineData("modify=nonsense;type=file;unknown=;size=0;perm=r;  two spaces", " two spaces", 0, 0)]
    [InlineData("type=cdir; .", null, 0, 0)]
    [InlineData("type=pdir; ..", null, 0, 0)]
    [InlineData("type=OS.unix=slink:/x;size=3; link", "link", 3, 0)]
    [InlineData("type=file;size=-1; x", null, 0, 0)]
    [InlineData("size=1; x", null, 0, 0)]
    [InlineData("nonsense", null, 0, 0)]
    [InlineData(" ", null, 0, 0)]
    [InlineData("=;==; x", null, 0, 0)]
    public void Entries_for_machines_are_read(string line, string? name, long size, long modified)
    {
        var entry = MachineListing.Parse(line);
        Assert.Equal(name, entry?.Name);
        if (entry is not null) Assert.Equal((size, modified), (entry.Size, entry.ModifiedAt));
    }

    [Theory]
    [InlineData("-rw-r--r--    1 0        0        1073741824 Nov 20 16:41 1g.bin", "1g.bin", 1_073_741_824, "2025-11-20 16:41")]
    [InlineData("-rw-r--r--    1 0        0               5 Dec 31 23:59 last year", "last year", 5, "2025-12-31 23:59")]
    [InlineData("-rw-r--r--    1 ftp      ftp             5 Feb 29  2024  leap", " leap", 5, "2024-02-29 00:00")]
    [InlineData("drwxr-xr-x   2 ftp      ftp          4096 Jan  1 00:00 dir", "dir", 0, "2026-01-01 00:00")]
    [InlineData("lrwxrwxrwx   1 u g 3 Jan  1 00:00 link -> to", "link", 3, "2026-01-01 00:00")]
    [InlineData("total 12", null, 0, null)]
    [InlineData("crw-rw-rw- 1 root root 1, 3 Jan 1 00:00 null", null, 0, null)]
    [InlineData("-rw-r--r-- 1 u g x Jan 1 00:00 x", null, 0, null)]
    [InlineData("", null, 0, null)]
    public void Entries_for_people_are_read(string line, string? name, long size, string? modified)
    {
        var now = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
        var entry = UnixListing.Parse(line, now);
        Assert.Equal(name, entry?.Name);
        if (entry is not null) Assert.Equal((size, modified), (entry.Size, entry.Modified.ToString("yyyy-MM-dd HH:mm", null)));
    }

    [Fact]
    public void Listings_of_any_octets_do_no_harm()
    {
        var random = new Random(7);
        const string Alphabet = "-drwx 0123456789;=.,typesizemodify:\u00fc\ud83d";
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = random.GetItems<char>(Alphabet, random.Next(60));
            MachineListing.Parse(new string(text));
            UnixListing.Parse(new string(text), DateTimeOffset.UnixEpoch);
            Assert.True(!HostPort.TryFindPort(new string(text), out int port) || port is > 0 and < 65_536);
            Assert.True(!HostPort.TryFindExtendedPort($"({new string(text)})", out port) || port is > 0 and < 65_536);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Text_survives_being_cut_anywhere(int size)
    {
        byte[] file = Encoding.ASCII.GetBytes("\n\none\r\ntwo\rthree\n\r\r\r\nfour\r");
        byte[] wire = Encoding.ASCII.GetBytes("\r\n\r\none\r\ntwo\rthree\r\n\r\r\r\nfour\r");
        byte[] back = Encoding.ASCII.GetBytes("\n\none\ntwo\rthree\n\r\r\nfour\r");
        byte last = 0;
        bool hasReturn = false;
        Assert.Equal(wire, Convert(file, size, (from, to) => AsciiLines.Encode(from, to, ref last)));
        byte[] decoded = Convert(wire, size, (from, to) => AsciiLines.Decode(from, to, ref hasReturn));
        Assert.Equal(back, decoded.Append((byte)'\r'));
        Assert.True(hasReturn);
    }

    private delegate int Converter(ReadOnlySpan<byte> from, Span<byte> to);

    private static byte[] Convert(byte[] octets, int size, Converter convert)
    {
        List<byte> all = [];
        foreach (byte[] piece in octets.Chunk(size))
        {
            byte[] to = new byte[(piece.Length * 2) + 1];
            all.AddRange(to[..convert(piece, to)]);
        }

        return [.. all];
    }
}
