using System.CommandLine;
using RpcStack.Cli.Transferring;

namespace RpcStack.Cli.Commands;

/// <summary>A file or directory elsewhere.</summary>
internal sealed class RemoteArgument : Argument<FileUri>
{
    public RemoteArgument() : base("URI")
    {
        Description = "ftp://[user:password@]host[:port]/path, ftps:// or ftpes:// with TLS, rpc+tcp://host[:port]/path, grpc://host[:port]/path.";
        CustomParser = FileUri.Parse;
    }
}
