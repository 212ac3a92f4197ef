using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Messages;

namespace RpcStack.OncRpc.Internal.Serving;

internal sealed class Procedure<TService, TRequest, TResponse>(
    TService service,
    Operation<TRequest, TResponse> operation,
    UnaryHandler<TService, TRequest, TResponse> handler) : Procedure(operation)
    where TService : class
{
    public override void Run(ServedCall call, ReadOnlySpan<byte> arguments)
    {
        TRequest request;
        try
        {
            request = WireFormat.Xdr.Decode(arguments, operation.Request, call.Marshalling);
        }
        catch (Exception)
        {
            // A message's constructor is user code and may throw anything; the arguments are the caller's all the same.
            call.Accept(AcceptStatus.GarbageArguments);
            return;
        }

        if (call.Authorize is { } authorize) _ = AuthorizeAsync(call, request, authorize);
        else Serve(call, request);
    }

    private async Task AuthorizeAsync(ServedCall call, TRequest request, Func<CallContext, ValueTask> authorize)
    {
        try
        {
            await authorize(call).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.Refuse(error);
            return;
        }

        Serve(call, request);
    }

    private void Serve(ServedCall call, TRequest request)
    {
        ValueTask<TResponse> result;
        try
        {
            using (call.Enter()) result = handler(service, request, call.Cancellation);
        }
        catch (Exception error)
        {
            call.Fail(error);
            return;
        }

        if (result.IsCompletedSuccessfully) call.Respond(operation, result.GetAwaiter().GetResult());
        else _ = FinishAsync(call, result);
    }

    private async Task FinishAsync(ServedCall call, ValueTask<TResponse> result)
    {
        TResponse response;
        try
        {
            response = await result.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.Fail(error);
            return;
        }

        call.Respond(operation, response);
    }
}
