using System.CommandLine.Parsing;
using RpcStack.Grpc;
using RpcStack.Transports;

namespace RpcStack.Cli.Calling;

/// <summary>A server to call, whatever it speaks: <c>rpc+tcp://host:port[/service]</c>, <c>grpc://host:port[/service]</c>.</summary>
/// <param name="Service">The service's name, or "" where it is the contract's.</param>
/// <param name="Open">Makes a channel to the server.</param>
internal sealed record ServerAddress(string Service, Func<RpcChannel> Open)
{
    private static readonly string[] Grpc = ["grpc://", "grpcs://"];

    public static ServerAddress? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        try
        {
            return Array.Exists(Grpc, scheme => text.StartsWith(scheme, StringComparison.Ordinal)) ? ParseGrpc(text) : ParseRpc(text);
        }
        catch (FormatException malformed)
        {
            result.AddError($"{malformed.Message} Write it like rpc+tcp://127.0.0.1:5301 or grpc://127.0.0.1:50051.");
            return null;
        }
    }

    private static ServerAddress ParseRpc(string text)
    {
        var endpoint = RpcEndpoint.Parse(text);
        return new ServerAddress(endpoint.Service, () => new RpcClient(endpoint));
    }

    private static ServerAddress ParseGrpc(string text)
    {
        int slash = text.IndexOf('/', text.IndexOf("://", StringComparison.Ordinal) + 3);
        string address = slash < 0 ? text : text[..slash];
        var channel = new GrpcRpcChannel(address);
        return new ServerAddress(slash < 0 ? "" : text[(slash + 1)..], () => channel);
    }
}
