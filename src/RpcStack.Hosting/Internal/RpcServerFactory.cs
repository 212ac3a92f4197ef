using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RpcStack.Hosting.Telemetry;

namespace RpcStack.Hosting.Internal;

/// <summary>Makes the host's server: the user's options, and what the host wants to know besides.</summary>
internal sealed class RpcServerFactory(IOptions<RpcHostOptions> options, ILogger<RpcServer> log)
{
    public RpcServer Create()
    {
        RpcServerOptions given = options.Value.Server;
        return new RpcServer(given with
        {
            Interceptors = [new ServerTelemetry(log), .. given.Interceptors],
            OnConnection = given.OnConnection + new ConnectionLog(log).Watch,
        });
    }
}
