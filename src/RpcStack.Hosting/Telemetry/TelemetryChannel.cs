using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RpcStack.Transports;

namespace RpcStack.Hosting.Telemetry;

/// <summary>Tells of each call that is made, and has each carry the trace that it belongs to.</summary>
internal sealed class TelemetryChannel(RpcChannel next, RpcEndpoint endpoint, ILogger log) : ChannelInterceptor(next)
{
    private readonly PeerAddress _server = PeerAddress.Of(endpoint);
    private readonly ConcurrentDictionary<Operation, CallSubject> _subjects = new();

    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => SubjectOf(operation) is { } subject
            ? Observed.CallAsync(
                Begin,
                subject,
                activity => Next.UnaryAsync(operation, target, request, TraceContext.Inject(options, activity), cancel))
            : Next.UnaryAsync(operation, target, request, TraceContext.Inject(options, Activity.Current), cancel);

    public override IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => SubjectOf(operation) is { } subject
            ? Observed.StreamAsync(
                Begin,
                subject,
                activity => Next.ServerStreamAsync(operation, target, request, TraceContext.Inject(options, activity), cancel),
                CancellationToken.None)
            : Next.ServerStreamAsync(operation, target, request, TraceContext.Inject(options, Activity.Current), cancel);

    public override ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => SubjectOf(operation) is { } subject
            ? Observed.CallAsync(
                Begin,
                subject,
                activity => Next.ClientStreamAsync(
                    operation, target, request, items, TraceContext.Inject(options, activity), cancel))
            : Next.ClientStreamAsync(operation, target, request, items, TraceContext.Inject(options, Activity.Current), cancel);

    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => SubjectOf(operation) is { } subject
            ? Observed.StreamAsync(
                Begin,
                subject,
                activity => Next.DuplexAsync(
                    operation, target, request, items, TraceContext.Inject(options, activity), cancel),
                CancellationToken.None)
            : Next.DuplexAsync(operation, target, request, items, TraceContext.Inject(options, Activity.Current), cancel);

    /// <summary>What a call is told of as, or null where nobody wants to know.</summary>
    private CallSubject? SubjectOf(Operation operation)
    {
        CallSubject subject = _subjects.GetOrAdd(operation, static (o, log) => new(o, ActivityKind.Client, log), log);
        return subject.IsObserved ? subject : null;
    }

    private CallRecord Begin(CallSubject subject) => CallRecord.Begin(subject, _server);
}
