using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RpcStack.Hosting.Telemetry;

/// <summary>
/// The names under which a host's RPC can be observed: <c>tracing.AddSource(RpcTelemetry.Name)</c>,
/// <c>metrics.AddMeter(RpcTelemetry.Name)</c>.
/// </summary>
/// <remarks>Spans, instruments and attributes follow OpenTelemetry's semantic conventions for RPC, opentelemetry.io/docs/specs/semconv/rpc.</remarks>
public static class RpcTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "RpcStack";

    private static readonly string? Version = typeof(RpcTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Name, Version);

    // The boundaries are the conventions' (rpc-metrics, "rpc.server.call.duration").
    private static readonly InstrumentAdvice<double> Boundaries = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static Histogram<double> ServerDuration { get; } = Meter.CreateHistogram(
        "rpc.server.call.duration", "s", "Measures the duration of an incoming Remote Procedure Call (RPC).", advice: Boundaries);

    internal static Histogram<double> ClientDuration { get; } = Meter.CreateHistogram(
        "rpc.client.call.duration", "s", "Measures the duration of an outgoing Remote Procedure Call (RPC).", advice: Boundaries);
}
