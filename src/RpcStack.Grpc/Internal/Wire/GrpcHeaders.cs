namespace RpcStack.Grpc.Internal.Wire;

/// <summary>The names of gRPC's headers and trailers (grpc/doc/PROTOCOL-HTTP2.md), and of ours.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";

    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    public const string Gzip = "gzip";
    public const string Identity = "identity";

    /// <summary>The chain that a call belongs to: its id in hexadecimal, a hyphen, the call's depth.</summary>
    public const string Chain = "rpcstack-chain";

    /// <summary>Whether a message's type, <c>application/grpc+proto</c> among others, is one of gRPC's.</summary>
    public static bool IsGrpc(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)) return false;
        ReadOnlySpan<char> rest = contentType.AsSpan(ContentType.Length);
        return rest.IsEmpty || rest[0] == ';' || rest.Equals("+proto", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("+proto;", StringComparison.OrdinalIgnoreCase);
    }
}
