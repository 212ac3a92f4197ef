namespace RpcStack.Cli.Tests.Wire.Captures;

/// <summary>The dissector that the tool writes, in Wireshark.</summary>
public sealed class DissectorTests : IAsyncLifetime
{
    private readonly string _script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".lua");

    public async Task InitializeAsync() =>
        await File.WriteAllTextAsync(_script, (await BuiltProgram.Tool.RunAsync("wire", "--dissector")).MustSucceed().Output);

    public Task DisposeAsync()
    {
        File.Delete(_script);
        return Task.CompletedTask;
    }

    [RpcStack.Tests.PeerFact("tshark")]
    public async Task Wireshark_shows_frames_and_fields_by_the_contracts_names()
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.Native);

        Assert.Empty(await Tshark.ComplaintsAsync(link.CapturePath, "-X", $"lua_script:{_script}"));
        IReadOnlyList<string[]> rows = await Tshark.FieldsAsync(
            link.CapturePath,
            "rpcstack",
            [
                "rpcstack.type", "rpcstack.operation", "rpcstack.DnsLookup.Lookup.request.name", "rpcstack.DnsLookup.Lookup.request.type",
                "rpcstack.DnsLookup.Lookup.response.Answers.Data", "rpcstack.FileTransfer.Read.request.path", "rpcstack.FileTransfer.List.item.Name",
            ],
            "-X", $"lua_script:{_script}");

        string[] all = [.. Enumerable.Range(0, 7).Select(column => string.Join(',', rows.Select(row => row[column]).Where(value => value.Length > 0)))];
        Assert.Equal(link.Recording.Events.Count(e => e.Bytes.Length > 0) > 4, all[0].Split(',').Length > 8);
        Assert.Contains("RpcStack.Services.Dns.DnsLookup.Lookup", all[1], StringComparison.Ordinal);
        Assert.Equal(["example.org", "A (1)", "192.0.2.10", "a.bin", "a.bin"], all[2..]);
    }

    [RpcStack.Tests.PeerFact("tshark")]
    public async Task Wireshark_filters_by_a_field_of_a_contract()
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.Native);

        IReadOnlyList<string[]> rows = await Tshark.FieldsAsync(
            link.CapturePath, "rpcstack.DnsLookup.Lookup.request.name == \"example.org\"", ["rpcstack.call"], "-X", $"lua_script:{_script}");

        Assert.Contains("10", Assert.Single(rows)[0].Split(','));
    }
}
