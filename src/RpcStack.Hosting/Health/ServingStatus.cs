namespace RpcStack.Hosting;

/// <summary>How a service fares (grpc.health.v1.HealthCheckResponse.ServingStatus).</summary>
public enum ServingStatus
{
    /// <summary>Nobody has said.</summary>
    Unknown = 0,

    /// <summary>It can be called.</summary>
    Serving = 1,

    /// <summary>It cannot be called now.</summary>
    NotServing = 2,

    /// <summary>There is no such service. Only <see cref="IHealth.WatchAsync"/> says this.</summary>
    ServiceUnknown = 3,
}
