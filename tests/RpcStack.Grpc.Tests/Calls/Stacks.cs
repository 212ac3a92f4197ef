using Microsoft.AspNetCore.Hosting;
using RpcStack.Tests.Transports;

namespace RpcStack.Grpc.Tests.Calls;

/// <summary>The ways in which gRPC travels.</summary>
internal static class Stacks
{
    public static GrpcStack Tls() => new()
    {
        Scheme = "grpcs",
        Listening = listen => listen.UseHttps(Certificates.Server),
        Calling = new GrpcChannelOptions { Tls = Certificates.Tls.TlsClient },
    };

    public static GrpcStack Unix() => new() { UnixPath = Path.Combine(Path.GetTempPath(), $"rpcstack-grpc-{Guid.NewGuid():n}.sock") };

    public static GrpcStack Compressing() => new()
    {
        Serving = options => options.CompressAbove = 0,
        Calling = new GrpcChannelOptions { CompressAbove = 0 },
    };
}
