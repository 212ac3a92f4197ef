using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;

namespace RpcStack.Calls.Internal;

/// <summary>
/// Sends calls that have no connection: because there is none yet, or because the one that they were on was lost or
/// refused them. A call that may have been started goes out again only if it is idempotent.
/// </summary>
internal sealed class Resender(ConnectionPool pool, RpcClientOptions options, string name) : ICallOwner
{
    private readonly TimeProvider _time = options.Connection.Time;

    public string Name => name;

    /// <summary>Makes a call as soon as there is a connection.</summary>
    public ValueTask<TResponse> CallAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions callOptions,
        CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<TResponse>(cancel);
        var call = PendingCall<TRequest, TResponse>.Rent(
            options.Connection, this, operation, target, request, callOptions, cancel);
        ValueTask<TResponse> result = call.Result;
        call.Arm();
        _ = SendAsync(call);
        return result;
    }

    /// <summary>The connection for a call, once there is one.</summary>
    public async ValueTask<RpcConnection> ConnectAsync(
        string what, bool waitForReady, long deadline, CancellationToken cancel)
    {
        for (string why = ""; ;)
        {
            try
            {
                if (pool.TryPick() is { } open) return open;
                TimeSpan left = CallTime.Left(deadline, CallTime.Now(_time));
                return await pool.WhenOpenAsync().WaitAsync(left, _time, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (pool.Disposed.IsCancellationRequested)
            {
                throw new ObjectDisposedException(nameof(RpcClient));
            }
            catch (RpcException error) when (waitForReady && error.Status is RpcStatus.Unavailable)
            {
                // The next attempt waits as the back-off says.
                why = $" {error.Message}";
            }
            catch (RpcException error)
            {
                throw new RpcException(error.Status, $"{what}: {error.Message}", error.Phase, error);
            }
            catch (TimeoutException)
            {
                throw new RpcException(
                    RpcStatus.DeadlineExceeded,
                    $"{what}: {name} could not be connected to within the deadline.{why}",
                    RpcPhase.Connect);
            }
        }
    }

    public bool TryResend<TRequest, TResponse>(PendingCall<TRequest, TResponse> call, Exception error)
    {
        if (error is not RpcException failure || !MayResend(call.Operation, failure)) return false;
        if (call.Resends >= options.MaxResends || pool.Disposed.IsCancellationRequested) return false;
        call.NoteFailure(failure);
        _ = SendAsync(call);
        return true;
    }

    // What a handler itself answered is an answer, whatever its status; anything else says how far the call had come.
    private static bool MayResend(Operation operation, RpcException failure) =>
        failure.Status is RpcStatus.Unavailable
        && (!failure.Started
            || (operation.Semantics is OperationSemantics.Idempotent && failure.Phase is not RpcPhase.Handler));

    private async Task SendAsync<TRequest, TResponse>(PendingCall<TRequest, TResponse> call)
    {
        // Not on the thread of whoever failed it: sending runs user code, which encodes the request.
        if (call.Resends > 0) await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        RpcConnection connection;
        CancellationToken cancel = call.Cancel;
        try
        {
            if (call.Resends > 1)
            {
                TimeSpan pause = options.Backoff.After(call.Resends - 1, Random.Shared.NextDouble());
                TimeSpan left = CallTime.Left(call.Deadline, CallTime.Now(_time));
                if (left != Timeout.InfiniteTimeSpan && left < pause) pause = left;
                await Task.Delay(pause, _time, cancel).ConfigureAwait(false);
            }

            connection = await ConnectAsync(call.Operation.ToString(), call.Options.WaitForReady, call.Deadline, cancel)
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.End(error);
            return;
        }

        connection.Adopt(call);
    }
}
