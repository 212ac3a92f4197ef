using System.Diagnostics;
using RpcStack.Hosting.Internal;
using RpcStack.Marshalling;

namespace RpcStack.Hosting.Telemetry;

/// <summary>One call, from its beginning to its end: a span, a measurement, a line in the log.</summary>
internal readonly struct CallRecord
{
    private readonly CallSubject _subject;
    private readonly PeerAddress _peer;
    private readonly long _begun;

    private CallRecord(CallSubject subject, PeerAddress peer, Activity? activity)
    {
        _subject = subject;
        _peer = peer;
        _begun = Stopwatch.GetTimestamp();
        Activity = activity;
    }

    /// <summary>The span, or null where nobody listens.</summary>
    public Activity? Activity { get; }

    /// <summary>Begins; in an async method, so that the caller's current activity is left alone.</summary>
    public static CallRecord Begin(CallSubject subject, PeerAddress peer, ActivityContext parent = default)
    {
        Activity? activity = RpcTelemetry.Source.StartActivity(subject.Method, subject.Kind, parent);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system.name", "rpcstack");
            activity.SetTag("rpc.method", subject.Method);
            peer.Tag(activity, subject.Kind is ActivityKind.Server ? "client" : "server");
        }

        return new CallRecord(subject, peer, activity);
    }

    public void End(Exception? error)
    {
        TimeSpan duration = Stopwatch.GetElapsedTime(_begun);
        string status = error is null ? nameof(RpcStatus.Ok) : StatusOf(error).ToString();
        string? errorType = error is null ? null : _subject.Declares(error) ? error.GetType().FullName : status;
        Measure(duration, status, errorType);
        Write(duration, status, error);
        if (Activity is null) return;
        Activity.SetTag("rpc.response.status_code", status);
        if (error is not null)
        {
            Activity.SetTag("error.type", errorType);
            Activity.SetStatus(ActivityStatusCode.Error, error.Message);
        }

        Activity.Stop();
    }

    private void Measure(TimeSpan duration, string status, string? errorType)
    {
        if (!_subject.Duration.Enabled) return;
        TagList tags = new()
        {
            { "rpc.system.name", "rpcstack" },
            { "rpc.method", _subject.Method },
            { "rpc.response.status_code", status },
        };
        if (errorType is not null) tags.Add("error.type", errorType);
        // A server's clients are without number, a client's servers are not.
        if (_subject.Kind is ActivityKind.Client) _peer.Tag(ref tags);
        _subject.Duration.Record(duration.TotalSeconds, tags);
    }

    private void Write(TimeSpan duration, string status, Exception? error)
    {
        double milliseconds = duration.TotalMilliseconds;
        if (error is null) _subject.Log.CallCompleted(_subject.Operation, milliseconds);
        else if (_subject.Kind is ActivityKind.Client || error is RpcException or OperationCanceledException || _subject.Declares(error))
            _subject.Log.CallFailed(_subject.Operation, status, milliseconds, error.Message);
        else _subject.Log.CallThrew(error, _subject.Operation);
    }

    /// <summary>The status that a handler's exception becomes, and a caller's has.</summary>
    private static RpcStatus StatusOf(Exception error) => error switch
    {
        RpcException own => own.Status,
        OperationCanceledException => RpcStatus.Cancelled,
        MarshalException => RpcStatus.Internal,
        ArgumentException => RpcStatus.InvalidArgument,
        _ => RpcStatus.Unknown,
    };
}
