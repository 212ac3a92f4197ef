namespace RpcStack.Grpc;

/// <summary>How contracts are served over gRPC; set by <c>services.AddRpcStackGrpc(options => …)</c>.</summary>
public sealed class GrpcServerOptions
{
    /// <summary>What stands between the binding and every handler; the first is the outermost.</summary>
    public IList<IServiceInterceptor> Interceptors { get; } = [];

    /// <summary>
    /// Asked before each call's handler, with what is known of the call; null serves all. It refuses by throwing an
    /// <see cref="RpcException"/>, <see cref="RpcStatus.PermissionDenied"/> or <see cref="RpcStatus.Unauthenticated"/> say.
    /// </summary>
    public Func<CallContext, ValueTask>? Authorize { get; set; }

    /// <summary>
    /// Messages of more octets than this are sent compressed, with gzip, to callers that understand it: none by default.
    /// </summary>
    public int CompressAbove { get; set; } = int.MaxValue;

    /// <summary>Whether a caller whose call fails with an undeclared exception gets its stack trace: false.</summary>
    public bool ReportsStackTraces { get; set; }

    /// <summary>What a caller may cost this side.</summary>
    public GrpcLimits Limits { get; set; } = GrpcLimits.Default;
}
