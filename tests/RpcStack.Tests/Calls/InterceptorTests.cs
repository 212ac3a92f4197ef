using System.Collections.Concurrent;
using System.Globalization;

namespace RpcStack.Tests.Calls;

public sealed class InterceptorTests
{
    [Fact]
    public async Task A_channel_interceptor_sees_each_call_and_its_answer()
    {
        await using TestPair pair = await TestPair.StartAsync();
        var recorder = new Recorder(pair.Client);
        ITester stub = recorder.Get<ITester>();
        await stub.EchoAsync("hello");
        await stub.NoteAsync("note");
        Assert.Equal(
            ["RpcStack.Tests.Calls.Tester.Echo(hello) = hello", "RpcStack.Tests.Calls.Tester.Note(note) = Unit { }"],
            recorder.Seen);
    }

    [Fact]
    public async Task Service_interceptors_surround_handlers_the_first_outermost()
    {
        var log = new ConcurrentQueue<string>();
        var options = new RpcServerOptions { Interceptors = [new Guard(), new Logger(log, "outer"), new Logger(log, "inner")] };
        await using TestPair pair = await TestPair.StartAsync(server: options);

        await pair.Stub.EchoAsync("hello");
        Assert.Equal(["outer>", "inner>", "<inner", "<outer"], log);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.BlobAsync(1));
        Assert.Equal(RpcStatus.PermissionDenied, refused.Status);
        Assert.Equal(4, log.Count);
    }

    private sealed class Recorder(RpcChannel next) : ChannelInterceptor(next)
    {
        public ConcurrentQueue<string> Seen { get; } = new();

        public override async ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
            Operation<TRequest, TResponse> operation,
            RpcTarget target,
            TRequest request,
            CallOptions options,
            CancellationToken cancel)
        {
            TResponse response = await base.UnaryAsync(operation, target, request, options, cancel);
            Seen.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{operation}({request}) = {response}"));
            return response;
        }
    }

    private sealed class Guard : IServiceInterceptor
    {
        public ServiceBinder<TService> Intercept<TService>(ServiceBinder<TService> next) where TService : class =>
            new Binder<TService>(next);

        private sealed class Binder<TService>(ServiceBinder<TService> next) : BinderInterceptor<TService>(next)
            where TService : class
        {
            public override void Unary<TRequest, TResponse>(
                Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
                Next.Unary(operation, (service, request, cancel) => operation.Name == "Blob"
                    ? throw new RpcException(RpcStatus.PermissionDenied, "no blobs here", RpcPhase.Dispatch)
                    : handler(service, request, cancel));
        }
    }

    private sealed class Logger(ConcurrentQueue<string> log, string name) : IServiceInterceptor
    {
        public ServiceBinder<TService> Intercept<TService>(ServiceBinder<TService> next) where TService : class =>
            new Binder<TService>(next, log, name);

        private sealed class Binder<TService>(ServiceBinder<TService> next, ConcurrentQueue<string> log, string name)
            : BinderInterceptor<TService>(next)
            where TService : class
        {
            public override void Unary<TRequest, TResponse>(
                Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
                Next.Unary(operation, async (service, request, cancel) =>
                {
                    log.Enqueue($"{name}>");
                    TResponse response = await handler(service, request, cancel);
                    log.Enqueue($"<{name}");
                    return response;
                });
        }
    }
}
