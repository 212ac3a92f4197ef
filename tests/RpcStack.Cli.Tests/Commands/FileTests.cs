using System.Diagnostics;
using System.Security.Cryptography;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary>Files through every door, by processes of their own.</summary>
public sealed class FileTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-").FullName;
    private readonly Dictionary<string, string> _doors = [];
    private Process _server = null!;

    private string Served => Path.Combine(_folder, "served");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Served);
        _server = BuiltProgram.Tool.Start(
            "serve", "files", Served, "--writable", "--ftp", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0", "--grpc", "127.0.0.1:0");
        while (_doors.Count < 3)
        {
            string line = await _server.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(await _server.StandardError.ReadToEndAsync());
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["ftp", var ftp]) _doors["ftp"] = $"ftp://{ftp}";
            if (words is ["rpc+tcp", var rpc]) _doors["rpc"] = rpc;
            if (words is ["grpc", var grpc]) _doors["grpc"] = grpc;
        }
    }

    [Theory]
    [InlineData("ftp")]
    [InlineData("rpc")]
    [InlineData("grpc")]
    public async Task What_is_put_is_listed_and_got(string door)
    {
        string local = await WriteAsync("file", 100_000);
        (await RunAsync("put", local, $"{_doors[door]}/a%20b%20c")).MustSucceed();
        Outcome listed = (await RunAsync("ls", $"{_doors[door]}/")).MustSucceed();
        Assert.StartsWith("100,000  ", listed.Output, StringComparison.Ordinal);
        Assert.EndsWith("  a b c\n", listed.Output, StringComparison.Ordinal);
        (await RunAsync("get", $"{_doors[door]}/a%20b%20c", Path.Combine(_folder, "back"))).MustSucceed();
        await AssertSameAsync(local, Path.Combine(_folder, "back"));
        (await RunAsync("get", $"{_doors[door]}/none")).MustFail(1, "error: '/none' does not exist.");
    }

    [Theory]
    [InlineData("ftp")]
    [InlineData("rpc")]
    [InlineData("grpc")]
    public async Task Transfers_that_are_killed_are_resumed(string door)
    {
        string local = await WriteAsync("large", 64 << 20);
        string uri = $"{_doors[door]}/large";
        string remote = Path.Combine(Served, "large");
        await KillOnceThereAsync(remote, "put", "--resume", local, uri);
        (await RunAsync("put", "--resume", local, uri)).MustSucceed();
        await AssertSameAsync(local, remote);

        string back = Path.Combine(_folder, "back");
        await KillOnceThereAsync(back, "get", "--resume", uri, back);
        (await RunAsync("get", "--resume", uri, back)).MustSucceed();
        await AssertSameAsync(local, back);
    }

    [Theory]
    [InlineData("ftp")]
    [InlineData("rpc")]
    [InlineData("grpc")]
    public async Task An_upload_that_is_killed_is_no_file(string door)
    {
        string local = await WriteAsync("large", 64 << 20);
        string uploads = Path.Combine(Served, ".rpcstack-uploads");
        using Process put = BuiltProgram.Tool.Start("put", local, $"{_doors[door]}/large");
        await Eventually.IsTrue(
            () => Directory.Exists(uploads) && Directory.EnumerateFiles(uploads).Any(), seconds: 60);
        put.Kill();
        await BuiltProgram.EndAsync(put);
        await Eventually.IsTrue(() => !Directory.EnumerateFiles(uploads).Any(), seconds: 60);
        // It may have been faster than the kill.
        var file = new FileInfo(Path.Combine(Served, "large"));
        long length = file.Exists ? file.Length : 0;
        Assert.True(length is 0 or 64 << 20, $"{length} octets were taken for the file.");
    }

    [Theory]
    [InlineData("http://127.0.0.1/x", "'http' is no way to reach files")]
    [InlineData("nonsense", "'nonsense' is not a URI such as")]
    public async Task What_is_no_address_is_a_mistake_in_usage(string uri, string message) =>
        (await RunAsync("ls", uri)).MustFail(2, message);

    public async Task DisposeAsync()
    {
        if (_server.HasExited) return;
        await Peer.RunAsync("kill", ["-TERM", $"{_server.Id}"]);
        Outcome outcome = await BuiltProgram.EndAsync(_server);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<Outcome> RunAsync(params string[] arguments) => BuiltProgram.Tool.RunAsync(arguments);

    private static async Task KillOnceThereAsync(string file, params string[] arguments)
    {
        using Process process = BuiltProgram.Tool.Start(arguments);
        await Eventually.IsTrue(() => File.Exists(file) && new FileInfo(file).Length > 0, seconds: 60);
        process.Kill();
        await BuiltProgram.EndAsync(process);
        // What is on its way still arrives, and is written.
        long length = -1;
        while (length != (length = new FileInfo(file).Length)) await Task.Delay(200);
    }

    private async Task<string> WriteAsync(string name, int size)
    {
        byte[] octets = new byte[size];
        new Random(size).NextBytes(octets);
        string path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, octets);
        return path;
    }

    private static async Task AssertSameAsync(string one, string other) =>
        Assert.Equal(SHA256.HashData(await File.ReadAllBytesAsync(one)), SHA256.HashData(await File.ReadAllBytesAsync(other)));
}
