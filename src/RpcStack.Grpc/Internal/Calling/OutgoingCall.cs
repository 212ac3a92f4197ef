using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using RpcStack.Grpc.Internal.Wire;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>A call of ours: its request's headers, its time, and what its end means.</summary>
internal sealed class OutgoingCall : IDisposable
{
    private static readonly Pool<CancellationTokenSource> Sources = new(static () => new());

    private readonly GrpcRpcChannel _channel;
    private readonly Operation _operation;
    private readonly GrpcTarget _target;
    private readonly CallOptions _options;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenSource _over = Sources.Rent();
    private readonly CancellationTokenRegistration _cancelling;
    private readonly bool _isDeadlineOfFirstItem;
    private readonly CallChain? _served;
    private readonly TimeSpan? _time;
    private long _deadline = long.MaxValue;
    private GrpcContent? _content;
    private HttpResponseMessage? _response;
    private bool _hasEnded;

    public OutgoingCall(GrpcRpcChannel channel, Operation operation, RpcTarget target, CallOptions options, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _channel = channel;
        _operation = operation;
        _target = target as GrpcTarget ?? (GrpcTarget)channel.Locate(target.Contract, target.Name);
        _options = options;
        _cancel = cancel;
        CallContext? served = CallContext.Current;
        _served = served?.Chain;
        _time = TimeOf(served?.TimeLeft);
        _isDeadlineOfFirstItem = options.Deadline is null && served?.TimeLeft is null
            && operation.Kind is OperationKind.ServerStream or OperationKind.Duplex;
        _cancelling = cancel.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _over);
        if (_time is not { } time) return;
        _deadline = Environment.TickCount64 + (long)time.TotalMilliseconds;
        if (time <= TimeSpan.Zero) _over.Cancel();
        else _over.CancelAfter(time);
    }

    /// <summary>Cancelled when the call is over on this side.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>The messages of the answer, once it has begun.</summary>
    public MessageReader Reader { get; private set; } = null!;

    private string Name => $"{_operation} on {_channel.Address}";

    /// <summary>Appends a message of the request.</summary>
    public void Write<T>(ByteWriter writer, MessageFormat<T> format, T value) =>
        MessageFrame.Write(writer, format, value, _channel.Options.Limits, _channel.Options.CompressAbove);

    /// <summary>Sends the request and awaits the answer's beginning.</summary>
    public async ValueTask SendAsync(GrpcContent content)
    {
        _content = content;
        for (int failures = 1; ; failures++)
        {
            try
            {
                _response = await _channel.Invoker.SendAsync(Request(content), Over).ConfigureAwait(false);
                break;
            }
            catch (Exception error)
            {
                Exception translated = Translate(error);
                if (!_options.WaitForReady || translated is not RpcException { Started: false, Status: RpcStatus.Unavailable })
                    throw translated;
            }

            await PauseAsync(failures).ConfigureAwait(false);
        }

        CheckHead(_response);
        Stream body = await _response.Content.ReadAsStreamAsync(Over).ConfigureAwait(false);
        string? encoding = Find(_response.Headers.NonValidated, GrpcHeaders.Encoding);
        Reader = new MessageReader(PipeReader.Create(body), encoding, _channel.Options.Limits);
    }

    /// <summary>Reads a message of the answer.</summary>
    public async ValueTask<Received<T>> ReadAsync<T>(MessageFormat<T> format)
    {
        try
        {
            return await Reader.ReadAsync(format, Over).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw Translate(error);
        }
    }

    /// <summary>The first item has come, so the default deadline has been kept.</summary>
    public void Relax()
    {
        if (!_isDeadlineOfFirstItem || _deadline == long.MaxValue) return;
        _deadline = long.MaxValue;
        _over.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>The answer's messages have been read: tells its metadata, and throws what its status says.</summary>
    public void Finish()
    {
        HttpHeadersNonValidated trailers = _response!.TrailingHeaders.NonValidated;
        if (Find(trailers, GrpcHeaders.Status) is null) trailers = _response.Headers.NonValidated;
        TellMetadata();
        _hasEnded = true;
        string? status = Find(trailers, GrpcHeaders.Status);
        if (status == "0") return;
        if (status is null) throw Problem(RpcStatus.Internal, "the answer ends without a status", RpcPhase.Dispatch, started: true);
        if (Find(trailers, GrpcHeaders.StatusDetails) is { } details
            && StatusDetails.Read(details, _operation, _channel.Options.Limits.Marshalling) is { } fault)
        {
            throw fault;
        }

        string text = PercentEncoding.Decode(Find(trailers, GrpcHeaders.Message) ?? "no reason is given");
        throw Problem(StatusOf(status), text, RpcPhase.Handler, started: true);
    }

    /// <summary>An exception that says which call.</summary>
    public RpcException Problem(RpcStatus status, string what, RpcPhase phase, bool started, Exception? cause = null) =>
        new(status, $"{Name}: {what}", phase, cause) { Started = started };

    /// <summary>What an exception of the layers below means to the caller.</summary>
    public Exception Translate(Exception error)
    {
        if (_content?.Failure is { } own) error = own;
        else if (error is OperationCanceledException or IOException or HttpRequestException)
        {
            if (_cancel.IsCancellationRequested) return new OperationCanceledException(_cancel);
            if (_deadline <= Environment.TickCount64 || (Over.IsCancellationRequested && _time is not null))
                return Problem(RpcStatus.DeadlineExceeded, $"its deadline of {_time!.Value.TotalMilliseconds:0} ms passed", RpcPhase.Dispatch, started: true);
        }

        return error switch
        {
            RpcException { Phase: RpcPhase.Marshal } unreadable =>
                Problem(unreadable.Status, unreadable.Message, RpcPhase.Marshal, started: _response is not null, unreadable),
            MarshalException when _response is not null && _content?.Failure is null =>
                Problem(RpcStatus.Internal, $"its answer cannot be read: {error.Message}", RpcPhase.Marshal, started: true, error),
            MarshalException => Problem(RpcStatus.InvalidArgument, error.Message, RpcPhase.Marshal, started: false, error),
            _ when ReferenceEquals(error, _content?.Failure) => error,
            _ => TransportErrors.Translate(error, this) ?? error,
        };
    }

    /// <summary>The call is over on this side, whatever the server does.</summary>
    public void End()
    {
        _hasEnded = false;
        _over.Cancel();
    }

    public void Dispose()
    {
        _cancelling.Dispose();
        // Where the server might still take part, it is told that nobody does here.
        bool isClean = _hasEnded && _content is MessageContent;
        if (!isClean) _over.Cancel();
        _response?.Dispose();
        if (isClean && _over.TryReset()) Sources.Return(_over);
    }

    private HttpRequestMessage Request(GrpcContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _target.AddressOf(_operation))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", GrpcRpcChannel.UserAgent);
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, "identity,gzip");
        if (_channel.Options.CompressAbove != int.MaxValue) headers.TryAddWithoutValidation(GrpcHeaders.Encoding, GrpcHeaders.Gzip);
        if (_deadline != long.MaxValue && !_isDeadlineOfFirstItem)
        {
            var left = TimeSpan.FromMilliseconds(Math.Max(1, _deadline - Environment.TickCount64));
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(left));
        }

        if (_served is { } chain)
        {
            headers.TryAddWithoutValidation(
                GrpcHeaders.Chain, string.Create(CultureInfo.InvariantCulture, $"{chain.Id:x}-{chain.Depth + 1}"));
        }

        if (_options.Metadata is not { } metadata) return request;
        foreach (KeyValuePair<string, string> entry in metadata)
        {
            (string name, string value) = MetadataHeaders.Write(entry);
            headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async ValueTask PauseAsync(int failures)
    {
        try
        {
            await Task.Delay(_channel.Options.Backoff.After(failures, Random.Shared.NextDouble()), Over).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            throw Translate(error);
        }
    }

    private void CheckHead(HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.OK && GrpcHeaders.IsGrpc(Find(response.Content.Headers.NonValidated, "content-type"))) return;
        // A status that gRPC gave says more than HTTP's.
        if (Find(response.Headers.NonValidated, GrpcHeaders.Status) is not null) return;
        if (response.StatusCode is HttpStatusCode.OK)
            throw Problem(RpcStatus.Unknown, "what answers is no gRPC server", RpcPhase.Dispatch, started: true);
        throw Problem(
            TransportErrors.StatusOf(response.StatusCode),
            $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}",
            RpcPhase.Dispatch,
            started: true);
    }

    private void TellMetadata()
    {
        if (_options.OnResponseMetadata is not { } tell) return;
        Metadata metadata = [];
        foreach ((string name, HeaderStringValues values) in _response!.Headers.NonValidated) MetadataHeaders.Read(name, values, metadata);
        foreach ((string name, HeaderStringValues values) in _response.TrailingHeaders.NonValidated) MetadataHeaders.Read(name, values, metadata);
        if (metadata.Count > 0) tell(metadata);
    }

    private TimeSpan? TimeOf(TimeSpan? left)
    {
        TimeSpan time = _options.Deadline ?? _channel.Options.DefaultDeadline;
        if (time == Timeout.InfiniteTimeSpan) return left;
        if (time > GrpcTimeout.Longest) time = GrpcTimeout.Longest;
        return left < time ? left : time;
    }

    private static RpcStatus StatusOf(string status) =>
        int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code is > 0 and <= (int)RpcStatus.Unauthenticated
            ? (RpcStatus)code
            : RpcStatus.Unknown;

    private static string? Find(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
}
