using System.Net;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>What HTTP's errors mean (grpc/doc/http-grpc-status-mapping.md, and "Errors" in PROTOCOL-HTTP2.md).</summary>
internal static class TransportErrors
{
    private const long RefusedStream = 7;
    private const long Cancel = 8;
    private const long EnhanceYourCalm = 11;
    private const long InadequateSecurity = 12;

    /// <summary>The end of a call whose connection failed; null where the error is none of HTTP's.</summary>
    public static RpcException? Translate(Exception error, OutgoingCall call)
    {
        if (Find<HttpProtocolException>(error) is { ErrorCode: >= 0 } reset)
        {
            RpcStatus status = reset.ErrorCode switch
            {
                RefusedStream => RpcStatus.Unavailable,
                Cancel => RpcStatus.Cancelled,
                EnhanceYourCalm => RpcStatus.ResourceExhausted,
                InadequateSecurity => RpcStatus.PermissionDenied,
                _ => RpcStatus.Internal,
            };
            return call.Problem(
                status, $"the server ended the call: {reset.Message}", RpcPhase.Dispatch, started: reset.ErrorCode != RefusedStream, error);
        }

        return error switch
        {
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError,
            } =>
                call.Problem(RpcStatus.Unavailable, $"it cannot be reached: {Innermost(error)}", RpcPhase.Connect, started: false, error),
            // HttpClient cancels requests that nobody cancelled where a server takes HTTP/2 for HTTP/1.
            HttpRequestException or IOException or OperationCanceledException =>
                call.Problem(RpcStatus.Unavailable, $"its connection was lost: {Innermost(error)}", RpcPhase.Dispatch, started: true, error),
            _ => null,
        };
    }

    /// <summary>The status for an HTTP status where gRPC's own is missing.</summary>
    public static RpcStatus StatusOf(HttpStatusCode code) => (int)code switch
    {
        400 => RpcStatus.Internal,
        401 => RpcStatus.Unauthenticated,
        403 => RpcStatus.PermissionDenied,
        404 => RpcStatus.Unimplemented,
        429 or 502 or 503 or 504 => RpcStatus.Unavailable,
        _ => RpcStatus.Unknown,
    };

    private static string Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error.Message;

    private static T? Find<T>(Exception? error) where T : Exception
    {
        for (; error is not null; error = error.InnerException)
            if (error is T found) return found;
        return null;
    }
}
