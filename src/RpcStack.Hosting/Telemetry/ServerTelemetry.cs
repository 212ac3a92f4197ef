using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RpcStack.Hosting.Telemetry;

/// <summary>Tells of each call that is served.</summary>
internal sealed class ServerTelemetry(ILogger log) : IServiceInterceptor
{
    public ServiceBinder<TService> Intercept<TService>(ServiceBinder<TService> next) where TService : class =>
        new Binder<TService>(next, log);

    private static CallRecord Begin(CallSubject subject)
    {
        CallContext? call = CallContext.Current;
        return CallRecord.Begin(
            subject, PeerAddress.Of(call?.Peer ?? ""), call is null ? default : TraceContext.Extract(call.Metadata));
    }

    private sealed class Binder<TService>(ServiceBinder<TService> next, ILogger log) : BinderInterceptor<TService>(next)
        where TService : class
    {
        public override void Unary<TRequest, TResponse>(
            Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler)
        {
            CallSubject subject = new(operation, ActivityKind.Server, log);
            Next.Unary(operation, (service, request, cancel) => subject.IsObserved
                ? Observed.CallAsync(Begin, subject, _ => handler(service, request, cancel))
                : handler(service, request, cancel));
        }

        public override void ServerStream<TRequest, TResponse>(
            Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler)
        {
            CallSubject subject = new(operation, ActivityKind.Server, log);
            Next.ServerStream(operation, (service, request, cancel) => subject.IsObserved
                ? Observed.StreamAsync(Begin, subject, _ => handler(service, request, cancel), cancel)
                : handler(service, request, cancel));
        }

        public override void ClientStream<TRequest, TItem, TResponse>(
            Operation<TRequest, TItem, TResponse> operation,
            ClientStreamHandler<TService, TRequest, TItem, TResponse> handler)
        {
            CallSubject subject = new(operation, ActivityKind.Server, log);
            Next.ClientStream(operation, (service, request, items, cancel) => subject.IsObserved
                ? Observed.CallAsync(Begin, subject, _ => handler(service, request, items, cancel))
                : handler(service, request, items, cancel));
        }

        public override void Duplex<TRequest, TItem, TResponse>(
            Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler)
        {
            CallSubject subject = new(operation, ActivityKind.Server, log);
            Next.Duplex(operation, (service, request, items, cancel) => subject.IsObserved
                ? Observed.StreamAsync(Begin, subject, _ => handler(service, request, items, cancel), cancel)
                : handler(service, request, items, cancel));
        }
    }
}
