using System.CommandLine;

namespace RpcStack.Cli.Commands;

/// <summary>Whose TLS certificates are trusted.</summary>
internal sealed class AuthorityOption : Option<FileInfo?>
{
    public AuthorityOption() : base("--ca")
    {
        Description = "Trust the certificates in this PEM file, instead of the system's.";
        HelpName = "FILE";
    }
}
