using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RpcStack.Grpc.Internal.Wire;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>What goes back to a caller: messages, then a status with metadata.</summary>
internal sealed class Answer(HttpContext http, ServedCall call, GrpcServerOptions options)
{
    private const string Ok = "0";

    private readonly int _compressAbove = Accepts(http) ? options.CompressAbove : int.MaxValue;
    private int _unflushed;

    /// <summary>Writes a message, to be flushed with what follows.</summary>
    public void Write<T>(MessageFormat<T> format, T value)
    {
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            MessageFrame.Write(frame, format, value, options.Limits, _compressAbove);
            if (_compressAbove != int.MaxValue && !http.Response.HasStarted)
                http.Response.Headers[GrpcHeaders.Encoding] = GrpcHeaders.Gzip;
            Span<byte> room = http.Response.BodyWriter.GetSpan(frame.Length);
            frame.Written.CopyTo(room);
            http.Response.BodyWriter.Advance(frame.Length);
            _unflushed += frame.Length;
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    /// <summary>How many octets wait to be flushed.</summary>
    public int Unflushed => _unflushed;

    /// <summary>Sends what was written, as soon as the caller has room for it; false where it is gone.</summary>
    public async ValueTask FlushAsync()
    {
        _unflushed = 0;
        await http.Response.BodyWriter.FlushAsync(call.Cancellation).ConfigureAwait(false);
        call.Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The call has succeeded.</summary>
    public void Succeed()
    {
        Add(call.Trailer, StatusTarget(), budget: options.Limits.MaxMetadataSize);
        StatusTarget()[GrpcHeaders.Status] = Ok;
    }

    /// <summary>The call has failed; whatever the exception's members do, the caller is told something.</summary>
    public void Fail(Exception error)
    {
        // What was written and not flushed goes first, so the status is a trailer then.
        IHeaderDictionary target = StatusTarget();
        try
        {
            int budget = options.Limits.MaxMetadataSize;
            string? details = null;
            if (error is RpcFault fault && Failure.Find(call.Operation, fault) is { } descriptor)
            {
                details = StatusDetails.Write(descriptor, fault);
                budget -= details.Length;
                if (budget < 0) throw TooMuch(options.Limits.MaxMetadataSize - budget);
            }

            Add(call.Trailer, target, budget);
            if (details is not null) target[GrpcHeaders.StatusDetails] = details;
        }
        catch (Exception unsayable)
        {
            error = unsayable;
        }

        (RpcStatus status, string text) = Describe(error);
        target[GrpcHeaders.Message] = PercentEncoding.Encode(text);
        target[GrpcHeaders.Status] = ((int)status).ToString(CultureInfo.InvariantCulture);
    }

    private (RpcStatus Status, string Text) Describe(Exception error)
    {
        if (call.IsExpired && error is not RpcFault)
            return (RpcStatus.DeadlineExceeded, $"its deadline passed: {call.DescribeTime()}");
        if (error is RpcFault fault && Failure.Find(call.Operation, fault) is not null) return (RpcStatus.Unknown, fault.Message);
        RpcPhase phase = call.IsStarted ? RpcPhase.Handler : RpcPhase.Marshal;
        RpcStatus status = Failure.StatusOf(error, phase, call.IsStarted);
        if (status is RpcStatus.Ok) status = RpcStatus.Unknown;
        return (status, Failure.TextOf(error, status, options.ReportsStackTraces));
    }

    private IHeaderDictionary StatusTarget()
    {
        if (!http.Response.HasStarted && _unflushed == 0) return http.Response.Headers;
        return http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
    }

    private static void Add(Metadata? metadata, IHeaderDictionary target, int budget)
    {
        if (metadata is null) return;
        List<KeyValuePair<string, string>> headers = [.. metadata.Select(MetadataHeaders.Write)];
        int size = headers.Sum(header => header.Key.Length + header.Value.Length);
        if (size > budget) throw TooMuch(size);
        foreach ((string name, string value) in headers) target.Append(name, value);
    }

    private static RpcException TooMuch(int size) => new(
        RpcStatus.ResourceExhausted,
        $"{size} octets of metadata and fault exceed {nameof(GrpcLimits)}.{nameof(GrpcLimits.MaxMetadataSize)}.",
        RpcPhase.Marshal);

    private static bool Accepts(HttpContext http)
    {
        foreach (string? value in http.Request.Headers[GrpcHeaders.AcceptEncoding])
            if (value is not null && value.Contains(GrpcHeaders.Gzip, StringComparison.Ordinal)) return true;
        return false;
    }
}
