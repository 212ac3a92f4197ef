using System.Collections.Concurrent;
using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal;
using RpcStack.OncRpc.Internal.Calling;
using RpcStack.OncRpc.Internal.Messages;
using RpcStack.OncRpc.Internal.Records;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;

namespace RpcStack.OncRpc;

/// <summary>
/// A channel to a server of ONC RPC (RFC 5531), in whatever language: connects with the first call, and again with the first
/// call after a connection was lost.
/// </summary>
/// <remarks>
/// The wire has no room for deadlines, cancellation, metadata and texts of errors: a call that is given up here goes on
/// there, and what fails there without being declared is <see cref="RpcStatus.Unknown"/>.
/// </remarks>
/// <example><code>
/// await using var client = new OncRpcClient("onc+tcp://localhost:2049");
/// IGreeter greeter = client.Get&lt;IGreeter&gt;();
/// string greeting = await greeter.GreetAsync("world");
/// </code></example>
public sealed class OncRpcClient : RpcChannel
{
    /// <summary>How often an idempotent call, or one that was not started, is made again where a connection is lost.</summary>
    private const int MaxResends = 2;

    private readonly OncRpcClientOptions _options;
    private readonly PathFinder _finder;
    private readonly ConcurrentDictionary<OncProgram, PathSlot> _paths = new();
    private uint _xid = (uint)Random.Shared.Next();
    private volatile bool _isClosed;

    /// <summary>Makes a client of an endpoint; see <see cref="OncRpcEndpoint"/>.</summary>
    public OncRpcClient(string endpoint, OncRpcClientOptions? options = null) : this(OncRpcEndpoint.Parse(endpoint), options)
    {
    }

    /// <summary>Makes a client of an endpoint.</summary>
    public OncRpcClient(OncRpcEndpoint endpoint, OncRpcClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Endpoint = endpoint;
        _options = options ?? OncRpcClientOptions.Default;
        _finder = new PathFinder(endpoint, _options);
    }

    /// <summary>Where the server is.</summary>
    public OncRpcEndpoint Endpoint { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">ONC RPC cannot carry the contract, or a name is given, of which it knows none.</exception>
    public override RpcTarget Locate(ContractDescriptor contract, string name)
    {
        ArgumentNullException.ThrowIfNull(contract);
        OncContract.ProgramOf(contract);
        return name == contract.Name
            ? new RpcTarget(contract, name)
            : throw new ArgumentException(
                $"ONC RPC finds {contract} by its program's number, not under a name such as '{name}'.", nameof(name));
    }

    /// <inheritdoc/>
    public override async ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        cancel.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var name = new CallName(operation, target.Contract.OncProgram!.Value, Endpoint.ToString());
        TimeSpan? deadline = CallTime.Of(options, _options.DefaultDeadline, CallContext.Current);
        if (deadline <= TimeSpan.Zero) throw name.Failed(RpcStatus.DeadlineExceeded, RpcPhase.Dispatch, "no time was left to send it");
        using CancellationTokenSource? timeout = deadline is { } time ? new(time, _options.Time) : null;
        using CancellationTokenSource? either = timeout is not null && cancel.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel)
            : null;
        CancellationToken end = either?.Token ?? timeout?.Token ?? cancel;
        ByteWriter message = ScratchWriter.Rent();
        try
        {
            return await CallAsync(name, operation, request, message, options.WaitForReady, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{operation} on {name.Peer}: cancelled by the caller.", cancel);
        }
        catch (OperationCanceledException) when (timeout?.IsCancellationRequested is true)
        {
            throw new RpcException(
                RpcStatus.DeadlineExceeded,
                $"{operation} on {name.Peer}: no answer within its deadline of {deadline!.Value.TotalMilliseconds:0} ms.",
                RpcPhase.Dispatch)
            {
                Started = true,
            };
        }
        finally
        {
            ScratchWriter.Return(message);
        }
    }

    /// <summary>Closes the connections; running calls end with <see cref="RpcStatus.Unavailable"/>.</summary>
    public override async ValueTask DisposeAsync()
    {
        _isClosed = true;
        foreach (PathSlot slot in _paths.Values) await slot.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        CallName name,
        Operation<TRequest, TResponse> operation,
        TRequest request,
        ByteWriter message,
        bool waits,
        CancellationToken end)
    {
        uint xid = Interlocked.Increment(ref _xid);
        Write(message, xid, name, operation, request);
        for (int attempt = 0; ; attempt++)
        {
            ClientPath path = await ReachAsync(name, waits, end).ConfigureAwait(false);
            Record reply;
            try
            {
                if (operation.Semantics is OperationSemantics.Oneway)
                {
                    await path.SendAsync(message, end).ConfigureAwait(false);
                    return default!;
                }

                reply = await path.CallAsync(xid, message, waits, end).ConfigureAwait(false);
            }
            catch (RpcException lost)
            {
                bool mayRepeat = operation.Semantics is OperationSemantics.Idempotent || !lost.Started;
                if (mayRepeat && attempt < MaxResends && lost.Status is RpcStatus.Unavailable && !path.IsOpen) continue;
                throw new RpcException(lost.Status, $"{operation} on {lost.Message}", lost.Phase, lost) { Started = lost.Started };
            }

            using (reply) return Read(reply.Bytes, operation, name with { Peer = path.Peer });
        }
    }

    private async ValueTask<ClientPath> ReachAsync(CallName name, bool waits, CancellationToken end)
    {
        PathSlot slot = SlotOf(name.Program);
        if (slot.Current is { } open) return open;
        var backoff = new RpcBackoff();
        for (int failures = 1; ; failures++)
        {
            try
            {
                return await slot.GetAsync().WaitAsync(end).ConfigureAwait(false);
            }
            catch (RpcException error) when (waits && error.Status is RpcStatus.Unavailable or RpcStatus.NotFound && !_isClosed)
            {
                await Task.Delay(backoff.After(failures, Random.Shared.NextDouble()), _options.Time, end).ConfigureAwait(false);
            }
            catch (RpcException error)
            {
                throw new RpcException(error.Status, $"{name.Operation}: {error.Message}", error.Phase, error);
            }
        }
    }

    private PathSlot SlotOf(OncProgram program)
    {
        // Programs of a host share a port only where the endpoint says so.
        OncProgram key = Endpoint.IsComplete ? default : program;
        return _paths.TryGetValue(key, out PathSlot? slot)
            ? slot
            : _paths.GetOrAdd(key, k => new PathSlot(cancel => _finder.OpenAsync(k, cancel), _options.ConnectTimeout));
    }

    private void Write<TRequest, TResponse>(
        ByteWriter message, uint xid, CallName name, Operation<TRequest, TResponse> operation, TRequest request)
    {
        try
        {
            RecordMark.Reserve(message);
            CallHeader.Write(message, xid, name.Program, (uint)operation.Ordinal, _options.Credential);
            WireFormat.Xdr.Encode(message, operation.Request, request);
        }
        catch (MarshalException error)
        {
            throw name.Failed(RpcStatus.InvalidArgument, RpcPhase.Marshal, error.Message, error);
        }
    }

    private TResponse Read<TRequest, TResponse>(
        ReadOnlySpan<byte> reply, Operation<TRequest, TResponse> operation, CallName name)
    {
        ReadOnlySpan<byte> results = ReplyReader.Results(reply, in name);
        try
        {
            MarshallingLimits limits = _options.Limits.Marshalling;
            if (operation.Faults.Count > 0) results = FaultUnion.Open(operation, results, limits);
            return WireFormat.Xdr.Decode(results, operation.Response, limits);
        }
        catch (MarshalException error)
        {
            throw new RpcException(
                RpcStatus.Internal, $"{operation} on {name.Peer}: the response cannot be read: {error.Message}", RpcPhase.Marshal, error)
            {
                Started = true,
            };
        }
    }
}
