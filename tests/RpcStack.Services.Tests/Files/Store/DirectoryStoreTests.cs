using RpcStack.Services.Files;
using RpcStack.Services.Files.Store;

namespace RpcStack.Services.Tests.Files.Store;

public sealed class DirectoryStoreTests : FileTransferConformance
{
    private readonly DirectoryStore _store;

    public DirectoryStoreTests() => _store = new DirectoryStore(Folder.Path);

    protected override IFileTransfer Files => _store;

    [Fact]
    public void A_directory_that_is_missing_is_no_store()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => new DirectoryStore(Folder["none"]));
        Assert.Contains(Folder["none"], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("/../outside/secret")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("..\\secret")]
    [InlineData("//etc//passwd")]
    public async Task No_path_leads_out_of_the_root(string path)
    {
        using var store = new TemporaryFolder();
        Directory.CreateDirectory(store["root"]);
        Directory.CreateDirectory(store["outside"]);
        await File.WriteAllTextAsync(store["outside/secret"], "secret");
        await File.WriteAllTextAsync(store["secret"], "secret");
        var files = new DirectoryStore(store["root"]);

        if (path != "..")
        {
            Assert.Equal(FileProblem.NotFound, (await Assert.ThrowsAsync<FileFault>(
                () => files.ReadAllAsync(path))).Problem);
        }
        else
        {
            Assert.Empty(await files.NamesAsync(path));
        }
    }

    [Fact]
    public async Task Links_within_the_root_are_followed_and_others_do_not_exist()
    {
        using var outside = new TemporaryFolder();
        await File.WriteAllTextAsync(outside["secret"], "secret");
        Directory.CreateDirectory(Folder["dir"]);
        await File.WriteAllTextAsync(Folder["dir/file"], "mine");
        File.CreateSymbolicLink(Folder["inside"], "dir/../dir/file");
        Directory.CreateSymbolicLink(Folder["dir/up"], "..");
        Directory.CreateSymbolicLink(Folder["absolute"], Folder["dir"]);
        File.CreateSymbolicLink(Folder["out-file"], outside["secret"]);
        Directory.CreateSymbolicLink(Folder["out-dir"], outside.Path);
        Directory.CreateSymbolicLink(Folder["chain"], "out-dir");
        Directory.CreateSymbolicLink(Folder["dir/parent"], "../..");
        File.CreateSymbolicLink(Folder["circle"], "circle");
        File.CreateSymbolicLink(Folder["dangling"], Folder["nothing"]);

        Assert.Equal("mine", await Files.ReadTextAsync("/inside"));
        Assert.Equal("mine", await Files.ReadTextAsync("/dir/up/absolute/up/dir/file"));
        Assert.Equal(["absolute", "dir", "inside"], await Files.NamesAsync("/"));
        Assert.Equal(["file", "up"], await Files.NamesAsync("/dir"));
        string name = Path.GetFileName(outside.Path);
        string[] escapes = ["/out-file", "/out-dir/secret", "/chain/secret", $"/dir/parent/{name}/secret", "/circle"];
        foreach (string path in escapes)
        {
            FileFault read = await Assert.ThrowsAsync<FileFault>(() => Files.ReadAllAsync(path));
            FileFault write = await Assert.ThrowsAsync<FileFault>(async () => await Files.WriteAsync(path, Content.Of("x")));
            FileFault make = await Assert.ThrowsAsync<FileFault>(async () => await Files.MakeDirectoryAsync(path));
            Assert.All([read, write, make], fault => Assert.Equal(FileProblem.NotFound, fault.Problem));
        }

        await Assert.ThrowsAsync<FileFault>(() => Files.NamesAsync("/out-dir"));
        await Assert.ThrowsAsync<FileFault>(async () => await Files.RenameAsync("/inside", "/out-dir/taken"));
        await Assert.ThrowsAsync<FileFault>(async () => await Files.DeleteAsync("/out-dir/secret"));
        Assert.Equal("secret", await File.ReadAllTextAsync(outside["secret"]));
        Assert.Equal(["secret"], outside.Files());
    }

    [Fact]
    public async Task Deleting_a_link_leaves_what_it_leads_to()
    {
        using var outside = new TemporaryFolder();
        await File.WriteAllTextAsync(outside["precious"], "x");
        File.CreateSymbolicLink(Folder["file"], outside["precious"]);
        Directory.CreateSymbolicLink(Folder["dir"], outside.Path);

        await Files.RenameAsync("/dir", "/renamed");
        await Files.DeleteAsync("/file");
        await Files.DeleteAsync("/renamed");

        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder.Path));
        Assert.Equal(["precious"], outside.Files());
    }

    [Fact]
    public async Task Names_that_no_peer_can_be_told_are_not_listed()
    {
        await File.WriteAllTextAsync(Folder["good"], "x");
        await File.WriteAllTextAsync(Folder["bad\r\n226 forged"], "x");

        Assert.Equal(["good"], await Files.NamesAsync("/"));
    }

    [Fact]
    public async Task A_quota_bounds_all_files_together()
    {
        await File.WriteAllBytesAsync(Folder["before"], new byte[400]);
        var files = new DirectoryStore(Folder.Path, new DirectoryStoreOptions { Quota = 1000 });
        await files.WriteAsync("/a", Content.Of(new byte[600]));

        FileFault full = await Assert.ThrowsAsync<FileFault>(async () => await files.WriteAsync("/b", Content.Of("x")));
        Assert.Equal(FileProblem.NoSpace, full.Problem);
        Assert.Contains("1000 octets", full.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FileFault>(async () => await files.ResumeAsync("/a", 600, Content.Of("x")));

        await files.DeleteAsync("/before");
        await files.WriteAsync("/b", Content.Of(new byte[300]));
        // While a file is replaced both are there.
        await files.WriteAsync("/b", Content.Of(new byte[100]));
        await files.WriteAsync("/c", Content.Of(new byte[300]));
        await files.RenameAsync("/c", "/b");
        await files.WriteAsync("/d", Content.Of(new byte[100]));
        await Assert.ThrowsAsync<FileFault>(async () => await files.WriteAsync("/e", Content.Of("x")));
        Assert.Equal(["a", "b", "d"], Folder.Files());
    }

    [Fact]
    public async Task What_broke_is_given_back_to_the_quota()
    {
        var files = new DirectoryStore(Folder.Path, new DirectoryStoreOptions { Quota = 1000 });
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IOException>(async () => await files.WriteAsync(
                "/a", Content.Of(new byte[900], end: new IOException("broken"))));
        }

        await files.WriteAsync("/a", Content.Of(new byte[1000]));
    }

    [Fact]
    public async Task A_file_may_be_too_large()
    {
        var files = new DirectoryStore(Folder.Path, new DirectoryStoreOptions { MaxFileSize = 1000 });
        await files.ResumeAsync("/a", 0, Content.Of(new byte[1000]));
        FileFault fault = await Assert.ThrowsAsync<FileFault>(
            async () => await files.ResumeAsync("/a", 1000, Content.Of("x")));
        Assert.Equal(FileProblem.TooLarge, fault.Problem);
        Assert.Contains("1000", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_cannot_resume_one_file_at_a_time()
    {
        var inside = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        async IAsyncEnumerable<ReadOnlyMemory<byte>> Slow()
        {
            yield return "slow"u8.ToArray();
            inside.SetResult();
            await goOn.Task;
        }

        ValueTask<long> first = Files.ResumeAsync("/file", 0, Slow());
        await inside.Task;
        FileFault fault = await Assert.ThrowsAsync<FileFault>(
            async () => await Files.ResumeAsync("/file", 4, Content.Of("fast")));
        goOn.SetResult();

        Assert.Equal(FileProblem.Busy, fault.Problem);
        Assert.Equal(4, await first);
    }

    [Fact]
    public async Task Uploads_of_a_process_that_died_are_removed_and_those_under_way_are_not()
    {
        var inside = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        async IAsyncEnumerable<ReadOnlyMemory<byte>> Slow()
        {
            yield return "slow"u8.ToArray();
            inside.SetResult();
            await goOn.Task;
        }

        ValueTask<long> running = Files.WriteAsync("/file", Slow());
        await inside.Task;
        await File.WriteAllTextAsync(Folder[".rpcstack-uploads/abandoned"], "half");
        Assert.Empty(await Files.NamesAsync("/"));
        await Assert.ThrowsAsync<FileFault>(() => Files.ReadAllAsync("/.rpcstack-uploads/abandoned"));

        _ = new DirectoryStore(Folder.Path);
        goOn.SetResult();

        Assert.Equal(4, await running);
        Assert.Equal(["file"], Folder.Files());
    }

    [Fact]
    public async Task Files_for_reading_are_not_changed()
    {
        await Files.WriteAsync("/file", Content.Of("x"));
        var files = new ReadOnlyFiles(Files);

        Assert.Equal("x", await files.ReadTextAsync("/file"));
        Assert.Equal(["file"], await files.NamesAsync("/"));
        Assert.Equal(1, (await files.StatAsync("/file")).Size);
        Func<Task>[] changes =
        [
            async () => await files.WriteAsync("/file", Content.Of("y")),
            async () => await files.ResumeAsync("/file", 1, Content.Of("y")),
            async () => await files.DeleteAsync("/file"),
            async () => await files.RenameAsync("/file", "/other"),
            async () => await files.MakeDirectoryAsync("/dir"),
        ];
        foreach (Func<Task> change in changes)
            Assert.Equal(FileProblem.Denied, (await Assert.ThrowsAsync<FileFault>(change)).Problem);
        Assert.Equal("x", await Files.ReadTextAsync("/file"));
    }
}
