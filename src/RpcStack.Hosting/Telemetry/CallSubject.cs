using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace RpcStack.Hosting.Telemetry;

/// <summary>Calls of one operation on one side, as they are told of.</summary>
internal sealed class CallSubject
{
    public CallSubject(Operation operation, ActivityKind kind, ILogger log)
    {
        Operation = operation;
        Kind = kind;
        Log = log;
        Method = $"{operation.Contract.Name}/{operation.Name}";
    }

    public Operation Operation { get; }

    public ActivityKind Kind { get; }

    public ILogger Log { get; }

    /// <summary>The conventions' full name: <c>package.Service/Method</c>.</summary>
    public string Method { get; }

    public Histogram<double> Duration =>
        Kind is ActivityKind.Server ? RpcTelemetry.ServerDuration : RpcTelemetry.ClientDuration;

    /// <summary>Whether anybody wants to know of a call that goes well, or badly.</summary>
    public bool IsObserved => RpcTelemetry.Source.HasListeners()
        || Duration.Enabled
        || Log.IsEnabled(Kind is ActivityKind.Server ? LogLevel.Error : LogLevel.Debug);

    /// <summary>Whether a call may end with this error and be in order.</summary>
    public bool Declares(Exception error) => Operation.Faults.Any(f => f.FaultType == error.GetType());
}
