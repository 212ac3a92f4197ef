using RpcStack.Services.Files;

namespace RpcStack.Services.Tests.Files;

/// <summary>What the contract promises, whichever way it is reached. Behind each is a store on <see cref="Folder"/>.</summary>
public abstract class FileTransferConformance : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected abstract IFileTransfer Files { get; }

    /// <summary>Whether listings have times to the second; some are made for people only.</summary>
    protected virtual bool ListsSeconds => true;

    private protected TemporaryFolder Folder => _folder;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(1_234_567)]
    public async Task What_is_written_is_read_from_any_offset(int size)
    {
        byte[] octets = Content.Random(size);

        Assert.Equal(size, await Files.WriteAsync("/file.bin", Content.Of(octets)));

        Assert.Equal(octets, await File.ReadAllBytesAsync(_folder["file.bin"]));
        Assert.Equal(octets, await Files.ReadAllAsync("/file.bin"));
        Assert.Equal(octets[(size / 3)..], await Files.ReadAllAsync("file.bin", size / 3));
        Assert.Empty(await Files.ReadAllAsync("/file.bin", size));
    }

    [Fact]
    public async Task A_written_file_replaces_the_one_before()
    {
        await Files.WriteAsync("/file.txt", Content.Of("the first, which is longer"));
        await Files.WriteAsync("/file.txt", Content.Of("the second"));

        Assert.Equal("the second", await Files.ReadTextAsync("/file.txt"));
        Assert.Equal(["file.txt"], await Files.NamesAsync("/"));
    }

    [Fact]
    public async Task A_broken_upload_leaves_what_was_there()
    {
        await Files.WriteAsync("/old.txt", Content.Of("whole"));
        foreach (string path in (string[])["/old.txt", "/new.txt"])
        {
            await Assert.ThrowsAnyAsync<Exception>(async () => await Files.WriteAsync(
                path, Content.Of(Content.Random(300_000), end: new InvalidDataException("the source broke"))));
        }

        await NothingButAsync("old.txt");
        Assert.Equal("whole", await Files.ReadTextAsync("/old.txt"));
        Assert.Equal(["old.txt"], await Files.NamesAsync("/"));
    }

    [Fact]
    public async Task A_file_is_resumed_at_its_end()
    {
        byte[] octets = Content.Random(500_000);
        await Assert.ThrowsAnyAsync<Exception>(async () => await Files.ResumeAsync(
            "/file.bin", 0, Content.Of(octets.AsMemory(0, 300_000), end: new InvalidDataException("the source broke"))));
        // What arrived stays; how much of what was under way arrives nobody knows.
        await RpcStack.Tests.Eventually.IsTrue(() => !IsLocked(_folder["file.bin"]));
        long size = File.Exists(_folder["file.bin"]) ? (await Files.StatAsync("/file.bin")).Size : 0;
        Assert.InRange(size, 0, 300_000);

        long whole = await Files.ResumeAsync("/file.bin", size, Content.Of(octets.AsMemory((int)size)));

        Assert.Equal(octets.Length, whole);
        Assert.Equal(octets, await Files.ReadAllAsync("/file.bin"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Resuming_anywhere_but_at_the_end_is_refused(long offset)
    {
        await Files.WriteAsync("/file.txt", Content.Of("12345"));
        FileFault fault = await FaultAsync(() => Files.ResumeAsync("/file.txt", offset, Content.Of("x")));
        Assert.Equal(FileProblem.BadOffset, fault.Problem);
        Assert.Contains("5 octets", fault.Message, StringComparison.Ordinal);
        Assert.Equal("12345", await Files.ReadTextAsync("/file.txt"));
    }

    [Fact]
    public async Task A_listing_says_what_there_is()
    {
        await Files.MakeDirectoryAsync("/docs");
        await Files.MakeDirectoryAsync("/docs/more");
        await Files.WriteAsync("/docs/a  b – ü.txt", Content.Of("four"));
        File.SetLastWriteTimeUtc(_folder["docs/a  b – ü.txt"], new DateTime(2024, 2, 29, 12, 34, 56, DateTimeKind.Utc));

        List<FileEntry> entries = [];
        await foreach (FileEntry entry in Files.ListAsync("/docs")) entries.Add(entry);

        var file = new FileEntry("a  b – ü.txt", FileKind.File, 4, 1_709_210_096_000);
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.Zero), file.Modified);
        Assert.Contains(file, ListsSeconds ? entries : entries.Select(e => e with { ModifiedAt = file.ModifiedAt }));
        Assert.Equal((FileKind.Directory, 0), Assert.Single(entries, e => e.Name == "more") switch
        {
            var e => (e.Kind, e.Size),
        });
        Assert.Equal(2, entries.Count);
        Assert.Equal(file, await Files.StatAsync("docs/more/../a  b – ü.txt"));
        Assert.Equal(("docs", FileKind.Directory), await KindAsync("/docs/"));
        Assert.Equal(("/", FileKind.Directory), await KindAsync("/../.."));
    }

    [Fact]
    public async Task An_empty_directory_has_an_empty_listing() => Assert.Empty(await Files.NamesAsync("/"));

    [Fact]
    public async Task Files_and_directories_are_renamed_and_deleted()
    {
        await Files.MakeDirectoryAsync("/from");
        await Files.WriteAsync("/from/one", Content.Of("1"));
        await Files.WriteAsync("/from/two", Content.Of("2"));
        await Files.RenameAsync("/from/one", "/from/two");
        await Files.RenameAsync("/from", "/to");
        Assert.Equal("1", await Files.ReadTextAsync("/to/two"));
        Assert.Equal(FileProblem.NotEmpty, (await FaultAsync(() => Files.DeleteAsync("/to"))).Problem);
        await Files.DeleteAsync("/to/two");
        await Files.DeleteAsync("/to");
        Assert.Empty(await Files.NamesAsync("/"));
    }

    [Fact]
    public async Task What_cannot_be_had_is_a_fault_that_says_why()
    {
        await Files.MakeDirectoryAsync("/dir");
        await Files.WriteAsync("/file", Content.Of("x"));

        await AssertFaultAsync(FileProblem.NotFound, "/none", () => Files.StatAsync("/none"));
        await AssertFaultAsync(FileProblem.NotFound, "/none", async () => await Files.ReadAllAsync("/none"));
        await AssertFaultAsync(FileProblem.NotFound, "/none", async () => await Files.NamesAsync("/none"));
        await AssertFaultAsync(FileProblem.NotFound, "/none", () => Files.WriteAsync("/none/file", Content.Of("x")));
        await AssertFaultAsync(FileProblem.NotFound, "/none", () => Files.MakeDirectoryAsync("/none/dir"));
        await AssertFaultAsync(FileProblem.NotFound, "/none", () => Files.DeleteAsync("/none"));
        await AssertFaultAsync(FileProblem.NotFound, "/none", () => Files.RenameAsync("/none", "/more"));
        await AssertFaultAsync(FileProblem.IsADirectory, "/dir", async () => await Files.ReadAllAsync("/dir"));
        await AssertFaultAsync(FileProblem.IsADirectory, "/dir", () => Files.WriteAsync("/dir", Content.Of("x")));
        await AssertFaultAsync(FileProblem.NotADirectory, "/file", async () => await Files.NamesAsync("/file"));
        await AssertFaultAsync(FileProblem.AlreadyExists, "/dir", () => Files.MakeDirectoryAsync("/dir"));
        await AssertFaultAsync(FileProblem.AlreadyExists, "/dir", () => Files.RenameAsync("/file", "/dir"));
        await AssertFaultAsync(FileProblem.BadOffset, "/file", async () => await Files.ReadAllAsync("/file", 2));
        await AssertFaultAsync(FileProblem.BadOffset, "/file", async () => await Files.ReadAllAsync("/file", -1));
    }

    [Theory]
    [InlineData("/a\r\nDELE b")]
    [InlineData("/a\nb")]
    [InlineData("/a\0b")]
    [InlineData("/a\u007fb")]
    public async Task Names_with_control_characters_are_refused(string path)
    {
        Assert.Equal(FileProblem.BadName, (await FaultAsync(() => Files.WriteAsync(path, Content.Of("x")))).Problem);
        Assert.Equal(FileProblem.BadName, (await FaultAsync(() => Files.StatAsync(path))).Problem);
        Assert.Equal(FileProblem.BadName, (await FaultAsync(() => Files.DeleteAsync(path))).Problem);
        Assert.Equal(FileProblem.BadName, (await FaultAsync(() => Files.MakeDirectoryAsync(path))).Problem);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_name_has_255_octets_at_most()
    {
        await Files.WriteAsync("/" + new string('ü', 127), Content.Of("x"));
        FileFault fault = await FaultAsync(() => Files.WriteAsync("/" + new string('ü', 128), Content.Of("x")));
        Assert.Equal(FileProblem.BadName, fault.Problem);
        Assert.Contains("255", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_can_stop_in_the_middle()
    {
        await File.WriteAllBytesAsync(_folder["large"], Content.Random(3_000_000));
        for (int i = 0; i < 3; i++)
        {
            await foreach (ReadOnlyMemory<byte> chunk in Files.ReadAsync("/large", 0))
            {
                Assert.NotEqual(0, chunk.Length);
                break;
            }
        }

        Assert.Equal(3_000_000, (await Files.StatAsync("/large")).Size);
    }

    private static async Task<FileFault> FaultAsync(Func<ValueTask<long>> action) =>
        await Assert.ThrowsAsync<FileFault>(async () => await action());

    private static async Task<FileFault> FaultAsync(Func<ValueTask<FileEntry>> action) =>
        await Assert.ThrowsAsync<FileFault>(async () => await action());

    private static async Task<FileFault> FaultAsync(Func<ValueTask> action) =>
        await Assert.ThrowsAsync<FileFault>(async () => await action());

    private static async Task AssertFaultAsync<T>(FileProblem problem, string path, Func<ValueTask<T>> action) =>
        AssertFault(problem, path, await Assert.ThrowsAsync<FileFault>(async () => await action()));

    private static async Task AssertFaultAsync(FileProblem problem, string path, Func<ValueTask> action) =>
        AssertFault(problem, path, await Assert.ThrowsAsync<FileFault>(async () => await action()));

    private static void AssertFault(FileProblem problem, string path, FileFault fault)
    {
        Assert.Equal((problem, path), (fault.Problem, fault.Path));
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    private async Task<(string Name, FileKind Kind)> KindAsync(string path)
    {
        FileEntry entry = await Files.StatAsync(path);
        return (entry.Name, entry.Kind);
    }

    // A server may learn a moment later that its client is gone.
    private Task NothingButAsync(params string[] names) =>
        RpcStack.Tests.Eventually.IsTrue(() => _folder.Files().SequenceEqual(names), "An upload that broke left a file.");

    private static bool IsLocked(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
