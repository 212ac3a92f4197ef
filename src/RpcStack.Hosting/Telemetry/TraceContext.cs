using System.Diagnostics;

namespace RpcStack.Hosting.Telemetry;

/// <summary>The trace that a call belongs to, in its metadata (W3C Trace Context: traceparent, tracestate; baggage).</summary>
internal static class TraceContext
{
    /// <summary>Options that carry the current activity along.</summary>
    public static CallOptions Inject(CallOptions options, Activity? activity)
    {
        if (activity is null) return options;
        Metadata metadata = [];
        foreach ((string name, string value) in options.Metadata ?? []) metadata.Add(name, value);
        DistributedContextPropagator.Current.Inject(
            activity,
            metadata,
            static (carrier, name, value) =>
            {
                string key = name.ToLowerInvariant();
                var metadata = (Metadata)carrier!;
                if (metadata[key] is null) metadata.Add(key, value);
            });
        return options with { Metadata = metadata };
    }

    /// <summary>The caller's activity, or none where the call carries none that can be read.</summary>
    public static ActivityContext Extract(Metadata metadata) =>
        metadata["traceparent"] is { } parent
            && ActivityContext.TryParse(parent, metadata["tracestate"], isRemote: true, out ActivityContext context)
            ? context
            : default;
}
