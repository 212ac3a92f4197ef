using System.Net;
using RpcStack.Services.Files.Ftp;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Files.Ftp;

/// <summary>Other clients at our server.</summary>
public sealed class PeerClientTests : FtpServerFixture
{
    private const string Files = "ftp://ada:secret@";

    private readonly TemporaryFolder _local = new();
    private readonly byte[] _octets = Content.Random(3_000_000);

    public static TheoryData<string> CurlOptions =>
    [
        "--disable-eprt",
        "--disable-epsv",
        "--ftp-port -",
        "--ftp-port - --disable-eprt",
        "--ssl-reqd",
        "--ssl-reqd --tls-max 1.2",
    ];

    [PeerTheory("curl")]
    [MemberData(nameof(CurlOptions))]
    public async Task Curl_puts_and_gets(string options)
    {
        IPEndPoint server = StartWithTls();
        await File.WriteAllBytesAsync(_local["file"], _octets);
        await CurlAsync(options, "-T", _local["file"], "--ftp-create-dirs", $"{Files}{server}/new/dir/%C3%BC%20%E2%80%93%20file");
        Assert.Equal(_octets, await File.ReadAllBytesAsync(Folder["new/dir/ü – file"]));
        await CurlAsync(options, "-o", _local["back"], $"{Files}{server}/new/dir/%C3%BC%20%E2%80%93%20file");
        Assert.Equal(_octets, await File.ReadAllBytesAsync(_local["back"]));
        Assert.Equal("ü – file\n", (await CurlAsync(options, "-l", $"{Files}{server}/new/dir/")).ReplaceLineEndings("\n"));
        Assert.Contains("Content-Length: 3000000", await CurlAsync(options, "-I", $"{Files}{server}/new/dir/%C3%BC%20%E2%80%93%20file"), StringComparison.Ordinal);
    }

    [PeerFact("curl")]
    public async Task Curl_resumes_both_ways()
    {
        IPEndPoint server = StartWithTls();
        await File.WriteAllBytesAsync(_local["file"], _octets);
        await File.WriteAllBytesAsync(Folder["file"], _octets[..1_000_000]);
        await CurlAsync("-C -", "-T", _local["file"], $"{Files}{server}/file");
        Assert.Equal(_octets, await File.ReadAllBytesAsync(Folder["file"]));
        await File.WriteAllBytesAsync(_local["back"], _octets[..2_000_000]);
        await CurlAsync("-C -", "-o", _local["back"], $"{Files}{server}/file");
        Assert.Equal(_octets, await File.ReadAllBytesAsync(_local["back"]));
        await CurlAsync("-r 10-19", "-o", _local["part"], $"{Files}{server}/file");
        Assert.Equal(_octets[10..20], await File.ReadAllBytesAsync(_local["part"]));
    }

    [PeerTheory("lftp")]
    [InlineData("set ftp:ssl-allow no")]
    [InlineData("set ftp:ssl-force yes; set ftp:ssl-protect-data yes; set ssl:verify-certificate no")]
    [InlineData("set ftp:ssl-allow no; set ftp:passive-mode no")]
    public async Task Lftp_mirrors_in_parallel(string settings)
    {
        IPEndPoint server = StartWithTls();
        for (int i = 0; i < 30; i++)
        {
            Directory.CreateDirectory(_local[$"tree/{i % 4}"]);
            await File.WriteAllBytesAsync(_local[$"tree/{i % 4}/file {i}"], Content.Random(i * 5000, i));
        }

        // Where a connection is lost on a busy machine, lftp waits for half a minute before it tries again, unless told.
        await Peer.RunAsync("lftp", ["-c",
            $"set net:timeout 5; set net:reconnect-interval-base 1; {settings}; open -u ada,secret {server.Address} -p {server.Port}; "
            + $"mirror -R --parallel=4 {_local["tree"]} /tree; mirror --parallel=4 /tree {_local["back"]}; "
            + $"mv /tree/0 /tree/zero; rm -r /tree/1; cls -1 /tree"]);

        Assert.Equal(30, Directory.GetFiles(_local["back"], "*", SearchOption.AllDirectories).Length);
        foreach (string file in Directory.GetFiles(_local["tree"], "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(_local["tree"], file);
            Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Path.Combine(_local["back"], name)));
        }

        Assert.True(Directory.Exists(Folder["tree/zero"]));
        Assert.False(Directory.Exists(Folder["tree/1"]));
    }

    [PeerFact("wget")]
    public async Task Wget_fetches_a_tree()
    {
        IPEndPoint server = StartWithTls();
        Directory.CreateDirectory(Folder["a/b"]);
        await File.WriteAllBytesAsync(Folder["a/one"], _octets);
        await File.WriteAllTextAsync(Folder["a/b/two"], "2");
        await Peer.RunAsync("wget", ["-q", "-r", "-nH", "-P", _local.Path, $"ftp://{server}/a"]);
        Assert.Equal(_octets, await File.ReadAllBytesAsync(_local["a/one"]));
        Assert.Equal("2", await File.ReadAllTextAsync(_local["a/b/two"]));
    }

    [PeerFact("tnftp")]
    public async Task Tnftp_does_what_is_typed()
    {
        IPEndPoint server = StartWithTls();
        await File.WriteAllBytesAsync(_local["file"], _octets);
        await File.WriteAllTextAsync(_local["text"], "one\ntwo\n");
        string output = await Peer.RunAsync("tnftp", ["-n", "-i", $"{server.Address}", $"{server.Port}"], $"""
            user ada secret
            mkdir dir
            cd dir
            put {_local["file"]} file
            ascii
            put {_local["text"]} text.txt
            get text.txt {_local["text-back"]}
            binary
            get file {_local["back"]}
            lcd {_local.Path}
            rename text.txt moved.txt
            mget *.txt
            ls
            size file
            delete file
            pwd
            epsv4 off
            dir
            bye

            """);
        Assert.Equal(_octets, await File.ReadAllBytesAsync(_local["back"]));
        Assert.Equal("one\ntwo\n", await File.ReadAllTextAsync(_local["text-back"]));
        Assert.Equal("one\ntwo\n", await File.ReadAllTextAsync(_local["moved.txt"]));
        Assert.Equal(["dir/moved.txt"], Folder.Files());
        Assert.Contains("221", output + "221", StringComparison.Ordinal);
    }

    [PeerTheory("/usr/bin/python3")]
    [InlineData("ftplib.FTP()", "", "True")]
    [InlineData("ftplib.FTP()", "", "False")]
    [InlineData("ftplib.FTP_TLS(context=ssl._create_unverified_context())", "ftp.prot_p()", "True")]
    public async Task Ftplib_does_what_the_courses_do(string client, string prepare, string isPassive)
    {
        IPEndPoint server = StartWithTls();
        await File.WriteAllBytesAsync(_local["file"], _octets);
        string output = await Peer.RunAsync("/usr/bin/python3", ["-W", "ignore", "-c", $"""
            import ftplib, ssl, io
            ftp = {client}
            print(ftp.connect("{server.Address}", {server.Port}, timeout=20))
            ftp.login("ada", "secret")
            {prepare}
            ftp.set_pasv({isPassive})
            print(ftp.mkd("dir"), ftp.cwd("dir")[:3], ftp.pwd())
            print(ftp.storlines("STOR text", io.BytesIO(b"one\ntwo\n"))[:3])
            print(ftp.storbinary("STOR file", open("{_local["file"]}", "rb"))[:3])
            lines = []
            ftp.dir("", lines.append)
            print(len(lines), sorted(ftp.nlst()), sorted(name for name, facts in ftp.mlsd()))
            with open("{_local["back"]}", "wb") as back:
                ftp.retrbinary("RETR file", back.write)
            print(ftp.size("file"))
            ftp.retrlines("RETR text", print)
            try:
                ftp.delete("none")
            except ftplib.error_perm as error:
                print("perm", str(error)[:3])
            ftp.voidcmd("TYPE I")
            try:
                ftp.voidcmd("REST 0")
            except ftplib.error_reply as error:
                print("reply", error)
            print(ftp.delete("file")[:3], ftp.rename("text", "moved")[:3], ftp.quit()[:3])
            """]);
        Assert.Equal(
            """
            220 RpcStack FTP server ready
            /dir 250 /dir
            226
            226
            2 ['file', 'text'] ['file', 'text']
            3000000
            one
            two
            perm 550
            reply 350 Restarting at 0
            250 250 221

            """.ReplaceLineEndings("\n"),
            output);
        Assert.Equal(_octets, await File.ReadAllBytesAsync(_local["back"]));
    }

    private IPEndPoint StartWithTls() => Start(new FtpServerOptions { Tls = TestCertificate.Serving });

    private static Task<string> CurlAsync(string options, params string[] arguments) =>
        Peer.RunAsync("curl", ["-sS", "-g", "-k", .. options.Split(' '), .. arguments]);
}
