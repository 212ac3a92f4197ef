using Microsoft.AspNetCore.Http;
using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>Serves one operation: what all kinds have in common.</summary>
/// <param name="operation">The operation.</param>
/// <param name="options">How contracts are served.</param>
/// <param name="find">Gives the object that a request is for.</param>
/// <param name="draining">Cancelled when the server begins to stop.</param>
internal abstract class GrpcHandler<TService>(
    Operation operation, GrpcServerOptions options, Func<HttpContext, TService> find, CancellationToken draining)
    where TService : class
{
    /// <summary>The operation.</summary>
    public Operation Operation => operation;

    /// <summary>Serves a call.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!RequestCheck.Passes(http)) return;
        using var call = new ServedCall(http, operation, draining);
        var answer = new Answer(http, call, options);
        http.Response.ContentType = GrpcHeaders.ContentType;
        try
        {
            call.ReadHeaders(options.Limits);
            if (options.Authorize is { } authorize) await authorize(call).ConfigureAwait(false);
            var body = new MessageReader(http.Request.BodyReader, RequestCheck.EncodingOf(http), options.Limits);
            await ServeAsync(find(http), body, call, answer).ConfigureAwait(false);
            answer.Succeed();
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception error)
        {
            answer.Fail(error);
        }

        if (call.Abandoned is not { } abandoned) return;
        // The caller need not wait for a handler that does not heed its deadline, but what the handler uses must stay.
        await http.Response.CompleteAsync().ConfigureAwait(false);
        await abandoned.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Reads the request, runs the handler, and writes what it gives.</summary>
    protected abstract Task ServeAsync(TService service, MessageReader body, ServedCall call, Answer answer);

    /// <summary>Reads a request that is one message.</summary>
    protected static async ValueTask<T> ReadOneAsync<T>(MessageReader body, MessageFormat<T> format, ServedCall call)
    {
        T request = await ReadFirstAsync(body, format, call).ConfigureAwait(false);
        if ((await body.ReadAsync(format, call.Cancellation).ConfigureAwait(false)).IsThere)
            throw new RpcException(RpcStatus.InvalidArgument, "A second message follows the request.", RpcPhase.Marshal);
        return request;
    }

    /// <summary>Reads the message that a stream begins with.</summary>
    protected static async ValueTask<T> ReadFirstAsync<T>(MessageReader body, MessageFormat<T> format, ServedCall call)
    {
        Received<T> request = await body.ReadAsync(format, call.Cancellation).ConfigureAwait(false);
        return request.IsThere
            ? request.Value
            : throw new RpcException(RpcStatus.InvalidArgument, "The request has no message.", RpcPhase.Marshal);
    }
}
