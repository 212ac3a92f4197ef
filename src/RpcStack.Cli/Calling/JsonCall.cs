using System.Text;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Calling;

/// <summary>Calls any operation with parameters in JSON, and hands on each result in JSON.</summary>
internal sealed class JsonCall(
    RpcChannel channel, RpcTarget target, string arguments, Action<string> result, CancellationToken cancel)
    : IOperationVisitor<Task>
{
    public Task Visit<TRequest, TResponse>(Operation<TRequest, TResponse> operation)
    {
        TRequest request = JsonArguments.Read(operation.Request, arguments);
        return operation.Kind == OperationKind.Unary
            ? CallAsync(operation, request)
            : StreamAsync(operation, request);
    }

    public Task Visit<TRequest, TItem, TResponse>(Operation<TRequest, TItem, TResponse> operation) =>
        throw new CliException($"{operation} takes a stream, which the command line cannot give it", ExitCode.Usage);

    private async Task CallAsync<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TRequest request)
    {
        TResponse response = await channel
            .UnaryAsync(operation, target, request, CallOptions.Default, cancel).ConfigureAwait(false);
        if (response is not Unit) result(Print(operation.Response, response));
    }

    private async Task StreamAsync<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TRequest request)
    {
        IAsyncEnumerable<TResponse> items =
            channel.ServerStreamAsync(operation, target, request, CallOptions.Default, cancel);
        await foreach (TResponse item in items.WithCancellation(cancel).ConfigureAwait(false))
            result(Print(operation.Response, item));
    }

    private static string Print<T>(Marshaller<T> marshaller, T value)
    {
        using var text = new ByteWriter();
        JsonFormat.Indented.Encode(text, marshaller, value);
        return Encoding.UTF8.GetString(text.Written);
    }
}
