using System.Text.RegularExpressions;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Idl;

/// <summary>The contracts of the services, read by somebody else.</summary>
public sealed partial class ServiceContractTests
{
    [PeerTheory("omniidl")]
    [InlineData("dns", "DnsLookup")]
    [InlineData("files", "FileTransfer")]
    [InlineData("mail", "MailSender")]
    public async Task Without_its_annotations_omniidl_accepts_it(string name, string contract)
    {
        string text = await File.ReadAllTextAsync(BuiltProgram.PathTo($"idl/{name}.idl"));
        using var file = new TemporaryFile(Annotation().Replace(text, ""), ".idl");

        string read = await Peer.RunAsync("omniidl", ["-bdump", file.Path]);

        Assert.Contains($"interface {contract}", read, StringComparison.Ordinal);
    }

    // Comments have them too, as documentation.
    [GeneratedRegex(@"///.*|@[a-z_]+(\([^)]*\))?")]
    private static partial Regex Annotation();
}
