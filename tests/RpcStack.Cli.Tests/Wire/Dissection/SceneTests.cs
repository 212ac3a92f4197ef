using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Tests.Wire.Dissection;

/// <summary>Every octet of real traffic has one meaning, and the contract's names are at the right ones.</summary>
public sealed class SceneTests
{
    [Theory]
    [InlineData(Scene.Dns, "dns")]
    [InlineData(Scene.DnsOverTcp, "dns")]
    [InlineData(Scene.Smtp, "smtp")]
    [InlineData(Scene.FtpPassive, "ftp octets")]
    [InlineData(Scene.FtpActive, "ftp octets")]
    [InlineData(Scene.Native, "native")]
    [InlineData(Scene.Grpc, "http2")]
    [InlineData(Scene.Onc, "onc-rpc")]
    [InlineData(Scene.OncOverTcp, "onc-rpc")]
    public async Task Every_octet_has_one_meaning_and_nothing_is_wrong(Scene scene, string protocols)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);

        IReadOnlyList<Message> messages = Dissected.Read(link.Recording.Events);

        Assert.Equal(protocols, string.Join(' ', messages.Select(message => message.Protocol).Distinct().Order()));
        Assert.Empty(Dissected.Problems(messages));
        Dissected.MustCover(messages);
        foreach (FlowCount count in link.Recording.Counts)
        {
            Message[] own = [.. messages.Where(message => message.Flow == count.Flow)];
            Assert.Equal(count.BytesUp, own.Where(message => message.From == Side.Client).Sum(message => message.Bytes.Length));
            Assert.Equal(count.BytesDown, own.Where(message => message.From == Side.Server).Sum(message => message.Bytes.Length));
        }
    }

    [Theory]
    [InlineData(Scene.Dns, "request.name", "example.org.")]
    [InlineData(Scene.Dns, "request.type", "A (1)")]
    [InlineData(Scene.Dns, "response.Answers[0].Data", "192.0.2.10")]
    [InlineData(Scene.Native, "request.name", "\"example.org\"")]
    [InlineData(Scene.Native, "request.type", "A (1)")]
    [InlineData(Scene.Native, "response.Answers[0].Data", "\"192.0.2.10\"")]
    [InlineData(Scene.Native, "request.path", "\"a.bin\"")]
    [InlineData(Scene.Native, "item.Name", "\"a.bin\"")]
    [InlineData(Scene.Grpc, "request.name", "\"example.org\"")]
    [InlineData(Scene.Grpc, "response.Answers[0].Data", "\"192.0.2.10\"")]
    [InlineData(Scene.Grpc, "request.request.path", "\"a.bin\"")]
    [InlineData(Scene.Onc, "request.argument.Title", "\"grün\"")]
    [InlineData(Scene.OncOverTcp, "response.value.Found.Value.Number", "42")]
    [InlineData(Scene.Smtp, "request.envelope.Recipients", "\"TO:<ada@example.org>\"")]
    public async Task Fields_of_the_contract_are_found(Scene scene, string contract, string value)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);

        IReadOnlyList<Message> messages = Dissected.Read(link.Recording.Events);

        Assert.Contains(
            $"{contract} = {value}",
            messages.SelectMany(message => Dissected.All(message.Root)).Select(field => $"{field.Contract} = {field.Value}"));
    }

    [Fact]
    public async Task A_dialogue_is_a_line_for_each_command_and_reply()
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.FtpPassive);

        string[] lines = [.. Dissected.Read(link.Recording.Events).Where(message => message.Protocol == "ftp").Select(message => message.Summary)];

        Assert.Equal("220 RpcStack FTP server ready", lines[0]);
        Assert.Equal(["USER anonymous", "331 Username OK, password required", "PASS …", "230 User logged in, proceed"], lines[1..5]);
        Assert.Contains("RETR /a.bin", lines);
    }
}
