using System.CommandLine;

namespace RpcStack.Cli.Commands;

/// <summary>The zones to serve.</summary>
internal sealed class ZoneOption : Option<FileInfo[]>
{
    public ZoneOption() : base("--zone")
    {
        Description = "A zone file (RFC 1035) to serve; may be given several times. By default the samples.";
        HelpName = "FILE";
        DefaultValueFactory = _ => [];
    }
}
