using System.Text;
using RpcStack.Protocol;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Store;
using RpcStack.Testing;
using RpcStack.Tests;
using RpcStack.Transports;

namespace RpcStack.Services.Tests.Files;

/// <summary>Directories and files as remote objects, through the native protocol and TCP.</summary>
public sealed class RemoteDirectoryTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RpcServer _server = new();
    private DirectoryStore _store = null!;
    private RpcClient _client = null!;
    private RpcEndpoint _endpoint = null!;

    private IRemoteDirectory Root => _client.Get<IRemoteDirectory>();

    public async Task InitializeAsync()
    {
        _store = new DirectoryStore(_folder.Path, new DirectoryStoreOptions { Quota = 1_000_000, MaxOpenFiles = 3 });
        _server.Map(_store.OpenRoot());
        _endpoint = await _server.ListenAsync("rpc+tcp://127.0.0.1:0");
        _client = new RpcClient(_endpoint);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_read_at_any_offset()
    {
        byte[] octets = Content.Random(300_000);
        await File.WriteAllBytesAsync(_folder["file"], octets);
        await using IRemoteFile file = await Root.OpenAsync("file", OpenMode.Read);
        Assert.Equal(octets[200_000..201_000], await file.ReadAsync(200_000, 1000));
        Assert.Equal(octets[..10], await file.ReadAsync(0, 10));
        Assert.Equal(octets[299_999..], await file.ReadAsync(299_999, 1000));
        Assert.Empty(await file.ReadAsync(300_000, 1000));
        Assert.Empty(await file.ReadAsync(0, -1));
        Assert.Equal(("file", 300_000), await file.StatAsync() switch { var e => (e.Name, e.Size) });
        await AssertFaultAsync(FileProblem.BadOffset, async () => await file.ReadAsync(300_001, 1));
        await AssertFaultAsync(FileProblem.BadOffset, async () => await file.ReadAsync(-1, 1));
    }

    [Fact]
    public async Task One_read_gives_a_mebioctet_at_most()
    {
        using (FileStream sparse = File.Create(_folder["large"])) sparse.SetLength(5_000_000);
        await using IRemoteFile file = await Root.OpenAsync("large", OpenMode.Read);
        Assert.Equal(1 << 20, (await file.ReadAsync(0, int.MaxValue)).Length);
    }

    [Fact]
    public async Task A_replacement_has_the_name_once_it_is_committed()
    {
        await File.WriteAllTextAsync(_folder["file"], "old");
        await using IRemoteFile file = await Root.OpenAsync("file", OpenMode.Replace);
        await file.WriteAsync(0, "hello"u8.ToArray());
        await file.WriteAsync(5, " world"u8.ToArray());
        await file.WriteAsync(0, "J"u8.ToArray());
        Assert.Equal("Jello world", Encoding.UTF8.GetString(await file.ReadAsync(0, 100)));
        Assert.Equal("old", await File.ReadAllTextAsync(_folder["file"]));
        await file.CommitAsync();
        Assert.Equal("Jello world", await File.ReadAllTextAsync(_folder["file"]));
        await AssertFaultAsync(FileProblem.Denied, async () => await file.WriteAsync(0, [1]));
    }

    [Fact]
    public async Task A_replacement_that_is_not_committed_leaves_nothing()
    {
        await File.WriteAllTextAsync(_folder["file"], "old");
        IRemoteFile file = await Root.OpenAsync("file", OpenMode.Replace);
        await file.WriteAsync(0, new byte[100_000]);
        await file.DisposeAsync();
        await Eventually.IsTrue(() => _folder.Files().SequenceEqual(["file"]));
        Assert.Equal("old", await File.ReadAllTextAsync(_folder["file"]));

        IRemoteFile lost = await Root.OpenAsync("new", OpenMode.Replace);
        await lost.WriteAsync(0, new byte[100_000]);
        await CutAsync();
        await Eventually.IsTrue(() => _folder.Files().SequenceEqual(["file"]));
        // The quota is as it was.
        Assert.Equal(900_000, await _store.WriteAsync("most", Content.Of(new byte[900_000])));
    }

    [Fact]
    public async Task An_update_stays_however_it_ends_and_is_made_by_one_at_a_time()
    {
        IRemoteFile file = await Root.OpenAsync("file", OpenMode.Update);
        await file.WriteAsync(0, "12345"u8.ToArray());
        await AssertFaultAsync(FileProblem.Busy, async () => await Root.OpenAsync("file", OpenMode.Update));
        await AssertFaultAsync(
            FileProblem.Busy, async () => await _store.ResumeAsync("file", 5, Content.Of("6")));
        await CutAsync();
        // Its connection is gone, so it can be opened anew as soon as the server has noticed.
        await Eventually.IsTrue(() => !IsOpen("file"));
        await using IRemoteFile again = await Root.OpenAsync("file", OpenMode.Update);
        await again.WriteAsync(5, "6"u8.ToArray());
        await again.CommitAsync();
        Assert.Equal("123456", await File.ReadAllTextAsync(_folder["file"]));
    }

    [Fact]
    public async Task What_had_a_failed_write_cannot_be_committed()
    {
        await using IRemoteFile file = await Root.OpenAsync("file", OpenMode.Replace);
        await AssertFaultAsync(FileProblem.BadOffset, async () => await file.WriteAsync(1, [1]));
        await AssertFaultAsync(FileProblem.Denied, async () => await file.CommitAsync());
        await using IRemoteFile large = await Root.OpenAsync("large", OpenMode.Replace);
        await large.WriteAsync(0, new byte[600_000]);
        await AssertFaultAsync(FileProblem.NoSpace, async () => await large.WriteAsync(600_000, new byte[600_000]));
        await AssertFaultAsync(FileProblem.Denied, async () => await large.CommitAsync());
        Assert.False(File.Exists(_folder["file"]) || File.Exists(_folder["large"]));
    }

    [Fact]
    public async Task A_directory_below_is_a_root_that_nothing_leads_out_of()
    {
        Directory.CreateDirectory(_folder["a/b"]);
        await File.WriteAllTextAsync(_folder["outside"], "outside");
        await File.WriteAllTextAsync(_folder["a/b/inside"], "inside");
        File.CreateSymbolicLink(_folder["a/b/link"], "../../outside");
        await using IRemoteDirectory a = await Root.WalkAsync("a");
        await using IRemoteDirectory b = await a.WalkAsync("/b");
        Assert.Equal(["inside"], (await b.ListAsync().ToListAsync()).Select(entry => entry.Name));
        Assert.Equal(6, (await b.StatAsync("../../inside")).Size);
        Assert.Equal(("/", FileKind.Directory), await b.StatAsync("..") switch { var e => (e.Name, e.Kind) });
        await AssertFaultAsync(FileProblem.NotFound, async () => await b.OpenAsync("../../outside", OpenMode.Read));
        await AssertFaultAsync(FileProblem.NotFound, async () => await b.OpenAsync("link", OpenMode.Update));
        await AssertFaultAsync(FileProblem.NotADirectory, async () => await a.WalkAsync("b/inside"));
        await AssertFaultAsync(FileProblem.NotFound, async () => await Root.WalkAsync(".rpcstack-uploads"));
        await b.MakeDirectoryAsync("more");
        await b.RenameAsync("inside", "more/inside");
        await b.DeleteAsync("more/inside");
        Assert.Equal(["a/b/link", "outside"], _folder.Files());
    }

    [Fact]
    public async Task Through_a_root_for_reading_nothing_is_changed()
    {
        await File.WriteAllTextAsync(_folder["file"], "text");
        await using var server = new RpcServer();
        server.Map(_store.OpenRoot(isReadOnly: true));
        await using var client = new RpcClient(await server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        await using IRemoteDirectory root = await client.Get<IRemoteDirectory>().WalkAsync("/");
        await using IRemoteFile file = await root.OpenAsync("file", OpenMode.Read);
        Assert.Equal("text"u8.ToArray(), await file.ReadAsync(0, 10));
        await AssertFaultAsync(FileProblem.Denied, async () => await file.WriteAsync(0, [1]));
        await AssertFaultAsync(FileProblem.Denied, async () => await file.CommitAsync());
        await AssertFaultAsync(FileProblem.Denied, async () => await root.OpenAsync("file", OpenMode.Update));
        await AssertFaultAsync(FileProblem.Denied, async () => await root.OpenAsync("new", OpenMode.Replace));
        await AssertFaultAsync(FileProblem.Denied, async () => await root.DeleteAsync("file"));
    }

    [Fact]
    public async Task A_peer_has_a_bounded_number_of_files_open_and_gives_them_back()
    {
        await File.WriteAllTextAsync(_folder["file"], "text");
        for (int i = 0; i < 5; i++)
            await AssertFaultAsync(FileProblem.NotFound, async () => await Root.OpenAsync("none", OpenMode.Read));
        List<IRemoteFile> open = [];
        for (int i = 0; i < 3; i++) open.Add(await Root.OpenAsync("file", OpenMode.Read));
        FileFault fault = await Assert.ThrowsAsync<FileFault>(async () => await Root.OpenAsync("file", OpenMode.Read));
        Assert.Equal((FileProblem.Busy, "file"), (fault.Problem, fault.Path));
        Assert.Contains("3 files are open", fault.Message, StringComparison.Ordinal);
        foreach (IRemoteFile file in open) await file.DisposeAsync();
        await Eventually.IsTrue(() => _server.Connections.Single().References.Exports.Count == 0);
        for (int i = 0; i < 10; i++)
        {
            IRemoteFile again = await Root.OpenAsync("file", OpenMode.Read);
            await again.DisposeAsync();
            await Eventually.IsTrue(() => _server.Connections.Single().References.Exports.Count == 0);
        }
    }

    [Fact]
    public async Task Walking_opening_reading_and_closing_is_one_round_trip()
    {
        Directory.CreateDirectory(_folder["docs"]);
        await File.WriteAllTextAsync(_folder["docs/a.txt"], "text");
        var (latency, clock) = (TimeSpan.FromMilliseconds(50), new ManualClock());
        using var link = new SimulatedLink(Transport.Tcp, new LinkProfile { Latency = latency }, clock);
        await using var client = new RpcClient(
            _endpoint,
            new RpcConnectionOptions { Time = clock, Transport = new TransportOptions { Override = link } });

        IRemoteFile file = client.Get<IRemoteDirectory>().WalkPromised("docs").OpenPromised("a.txt", OpenMode.Read);
        Task<byte[]> reading = file.ReadAsync(0, 100).AsTask();
        Task closing = file.DisposeAsync().AsTask();
        await Eventually.IsTrue(() => link.BytesOutgoing > 0);
        // What is going to be sent without an answer now has been.
        await Task.Delay(100);
        clock.Advance(latency);

        // The answer is on its way, and the file is closed again, before anything has come back.
        await Eventually.IsTrue(() => link.BytesIncoming > 0 && !IsOpen("docs/a.txt"));
        Assert.False(reading.IsCompleted);
        await Eventually.IsTrue(() =>
        {
            clock.Advance(latency);
            return reading.IsCompleted;
        });
        Assert.Equal("text"u8.ToArray(), await reading);
        Assert.True(clock.Elapsed >= 2 * latency);
        await closing;
    }

    private bool IsOpen(string name) => Directory.GetFiles("/proc/self/fd").Any(
        fd => new FileInfo(fd).LinkTarget == _folder[name]);

    private async Task CutAsync()
    {
        await _server.Connections.Single().DisposeAsync();
        await Eventually.IsTrue(() => _client.Connection is null);
    }

    private static async Task AssertFaultAsync(FileProblem problem, Func<Task> action) =>
        Assert.Equal(problem, (await Assert.ThrowsAsync<FileFault>(action)).Problem);
}
