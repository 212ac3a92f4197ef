using System.Net.Sockets;
using System.Runtime.CompilerServices;
using RpcStack.Grpc.Internal;
using RpcStack.Grpc.Internal.Calling;
using RpcStack.Grpc.Internal.Wire;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;

namespace RpcStack.Grpc;

/// <summary>A channel to a gRPC server, of whatever language. It connects with the first call, and again where it has to.</summary>
/// <remarks>
/// gRPC does not say whether a failed call was started, so <see cref="RpcException.Started"/> is false only where the server was
/// not reached, or refused the call's HTTP/2 stream.
/// </remarks>
/// <example><code>
/// await using var channel = new GrpcRpcChannel("grpc://localhost:50051");
/// IGreeter greeter = channel.Get&lt;IGreeter&gt;();
/// string greeting = await greeter.GreetAsync("world");
/// </code></example>
public sealed class GrpcRpcChannel : RpcChannel
{
    internal const string UserAgent = "rpcstack-grpc";

    private readonly GrpcAddress _address;

    /// <summary>Makes a channel.</summary>
    /// <param name="address">
    /// <c>grpc://host:port</c> or <c>http://…</c>; with TLS <c>grpcs://host:port</c> or <c>https://…</c>; over a Unix domain
    /// socket <c>grpc+unix:///path</c> or <c>grpcs+unix:///path</c>.
    /// </param>
    /// <param name="options">How it behaves.</param>
    /// <exception cref="FormatException">The address is none of these.</exception>
    public GrpcRpcChannel(string address, GrpcChannelOptions? options = null)
    {
        _address = GrpcAddress.Parse(address);
        Options = options ?? GrpcChannelOptions.Default;
        Invoker = new HttpMessageInvoker(Options.Handler ?? MakeHandler(), disposeHandler: Options.Handler is null);
    }

    /// <summary>Where the server is.</summary>
    public string Address => _address.Text;

    internal GrpcChannelOptions Options { get; }

    internal HttpMessageInvoker Invoker { get; }

    /// <inheritdoc/>
    public override RpcTarget Locate(ContractDescriptor contract, string name) => new GrpcTarget(contract, name, _address.Base);

    /// <inheritdoc/>
    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        return operation.Semantics is OperationSemantics.Oneway
            ? SendOnlyAsync(operation, target, request, options, cancel)
            : CallAsync(operation, target, request, options, cancel);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) =>
        ReadAnswerAsync(operation, target, call => Message(call, operation, request), options, cancel);

    /// <inheritdoc/>
    public override async ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        using var call = new OutgoingCall(this, operation, target, options, cancel);
        await call.SendAsync(new ItemsContent<TRequest, TItem, TResponse>(call, operation, request, items)).ConfigureAwait(false);
        return await ReadResultAsync(call, operation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => ReadAnswerAsync(
            operation,
            target,
            call => new ItemsContent<TRequest, TItem, TResponse>(call, operation, request, items),
            options,
            cancel);

    /// <summary>Closes the connections; running calls end with <see cref="RpcStatus.Unavailable"/>.</summary>
    public override ValueTask DisposeAsync()
    {
        Invoker.Dispose();
        return default;
    }

    private async ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        using var call = new OutgoingCall(this, operation, target, options, cancel);
        await call.SendAsync(Message(call, operation, request)).ConfigureAwait(false);
        return await ReadResultAsync(call, operation).ConfigureAwait(false);
    }

    /// <summary>Sends a request and lets whatever comes of it go.</summary>
    private async ValueTask<TResponse> SendOnlyAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        var call = new OutgoingCall(this, operation, target, options, cancel);
        GrpcContent content;
        Task<TResponse> answer;
        try
        {
            content = Message(call, operation, request);
            Task sent = content.Sent;
            answer = FinishAsync(content);
            if (await Task.WhenAny(sent, answer).ConfigureAwait(false) == answer) await answer.ConfigureAwait(false);
        }
        catch
        {
            call.Dispose();
            throw;
        }

        _ = answer.ContinueWith(
            static (answer, _) => _ = answer.Exception,
            null,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return default!;

        async Task<TResponse> FinishAsync(GrpcContent content)
        {
            using (call)
            {
                await call.SendAsync(content).ConfigureAwait(false);
                return await ReadResultAsync(call, operation).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<TResponse> ReadAnswerAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        Func<OutgoingCall, GrpcContent> content,
        CallOptions options,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using var call = new OutgoingCall(this, operation, target, options, cancel);
        await call.SendAsync(content(call)).ConfigureAwait(false);
        MessageFormat<TResponse> format = MessageFormat<TResponse>.Of(operation.Response);
        while (await call.ReadAsync(format).ConfigureAwait(false) is { IsThere: true } item)
        {
            call.Relax();
            yield return item.Value;
        }

        call.Finish();
    }

    private static async ValueTask<TResponse> ReadResultAsync<TRequest, TResponse>(
        OutgoingCall call, Operation<TRequest, TResponse> operation)
    {
        MessageFormat<TResponse> format = MessageFormat<TResponse>.Of(operation.Response);
        Received<TResponse> response = await call.ReadAsync(format).ConfigureAwait(false);
        bool isSingle = !response.IsThere || !(await call.ReadAsync(format).ConfigureAwait(false)).IsThere;
        if (isSingle) call.Finish();
        return isSingle && response.IsThere
            ? response.Value
            : throw call.Problem(
                RpcStatus.Internal, $"its answer has {(isSingle ? "no message" : "more than one message")}", RpcPhase.Marshal, started: true);
    }

    private static MessageContent Message<TRequest, TResponse>(
        OutgoingCall call, Operation<TRequest, TResponse> operation, TRequest request)
    {
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            call.Write(frame, MessageFormat<TRequest>.Of(operation.Request), request);
            return new MessageContent(frame.Written.ToArray());
        }
        catch (Exception error)
        {
            throw call.Translate(error);
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    private SocketsHttpHandler MakeHandler()
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = Options.ConnectTimeout,
            KeepAlivePingDelay = Options.KeepAliveInterval,
            KeepAlivePingTimeout = Options.KeepAliveTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        if (_address.IsTls) handler.SslOptions = TlsSettings.Of(Options.Tls);
        if (_address.UnixPath is { } path) handler.ConnectCallback = (_, cancel) => ConnectAsync(path, cancel);
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
