namespace RpcStack.Hosting;

/// <summary>
/// Whether services can be called: the gRPC Health Checking Protocol, under its name, so that in protobuf every octet is what
/// its tools expect.
/// </summary>
/// <remarks>grpc.health.v1, github.com/grpc/grpc/blob/master/doc/health-checking.md.</remarks>
[RpcContract(Name = "grpc.health.v1.Health")]
public partial interface IHealth
{
    /// <summary>How a service fares now.</summary>
    /// <param name="service">The service's name; "" for the whole server.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <exception cref="RpcException"><see cref="RpcStatus.NotFound"/>: there is no such service.</exception>
    [Idempotent]
    ValueTask<ServingStatus> CheckAsync(string service, CancellationToken cancel = default);

    /// <summary>How a service fares, now and whenever that changes, until the server stops.</summary>
    /// <param name="service">
    /// The service's name; "" for the whole server. One that does not exist is <see cref="ServingStatus.ServiceUnknown"/>
    /// until it does.
    /// </param>
    /// <param name="cancel">Ends the call.</param>
    IAsyncEnumerable<ServingStatus> WatchAsync(string service, CancellationToken cancel = default);
}
