using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>Whether a request is gRPC's, and frees it of limits that are meant for browsers.</summary>
internal static class RequestCheck
{
    /// <summary>Whether it may be served; otherwise it is answered.</summary>
    public static bool Passes(HttpContext http)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return false;
        }

        if (!GrpcHeaders.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        if (EncodingOf(http) is { } encoding && encoding is not GrpcHeaders.Gzip)
        {
            http.Response.Headers[GrpcHeaders.AcceptEncoding] = $"{GrpcHeaders.Identity},{GrpcHeaders.Gzip}";
            Refuse(http, RpcStatus.Unimplemented, $"Messages compressed with '{encoding}' are not understood.");
            return false;
        }

        // A stream may be slow and long; each message has a limit of its own.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        return true;
    }

    /// <summary>Answers with a status alone.</summary>
    public static void Refuse(HttpContext http, RpcStatus status, string text)
    {
        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers[GrpcHeaders.Status] = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers[GrpcHeaders.Message] = PercentEncoding.Encode(text);
    }

    /// <summary>How the request's messages may be compressed; null where they are not.</summary>
    public static string? EncodingOf(HttpContext http)
    {
        string encoding = http.Request.Headers[GrpcHeaders.Encoding].ToString();
        return encoding is "" or GrpcHeaders.Identity ? null : encoding;
    }
}
