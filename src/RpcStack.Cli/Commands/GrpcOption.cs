using System.CommandLine;
using System.Net;

namespace RpcStack.Cli.Commands;

/// <summary>Where gRPC is spoken.</summary>
internal sealed class GrpcOption : Option<IPEndPoint?>
{
    /// <param name="port">The port where nothing else is said.</param>
    /// <param name="always">Whether the door is open where nothing is said.</param>
    public GrpcOption(int port, bool always = true) : base("--grpc")
    {
        Description = "Where to speak gRPC; port 0 takes one that is free.";
        HelpName = "ADDRESS:PORT";
        if (always) DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, port);
        CustomParser = result => Values.ParseAddress(result, port);
    }
}
