using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RpcStack.Grpc.Internal.Wire;
using RpcStack.Protocol.Internal;
using RpcStack.Transports.Tls.Internal;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>A call that is served. What outlives the HTTP request knows nothing of it any more.</summary>
internal sealed class ServedCall : CallContext, IDisposable
{
    private static readonly Pool<CancellationTokenSource> Sources = new(static () => new());
    private static readonly Metadata NoMetadata = [];

    private readonly CancellationTokenSource _cancellation = Sources.Rent();
    private readonly CancellationTokenRegistration _aborting;
    private readonly IPAddress? _remoteAddress;
    private readonly int _remotePort;
    private readonly long _begunAt = Environment.TickCount64;
    private long _deadline = long.MaxValue;
    private HttpContext? _http;
    private Metadata? _metadata;
    private ClaimsPrincipal? _principal;
    private CallChain? _chain;

    public ServedCall(HttpContext http, Operation operation, CancellationToken draining)
    {
        _http = http;
        Operation = operation;
        Draining = draining;
        _remoteAddress = http.Connection.RemoteIpAddress;
        _remotePort = http.Connection.RemotePort;
        _aborting = http.RequestAborted.UnsafeRegister(static call => ((ServedCall)call!)._cancellation.Cancel(), this);
    }

    public override Operation Operation { get; }

    public override string Peer => _remoteAddress is null
        ? "a process of this machine"
        : new IPEndPoint(_remoteAddress.IsIPv4MappedToIPv6 ? _remoteAddress.MapToIPv4() : _remoteAddress, _remotePort).ToString();

    public override ClaimsPrincipal? Principal => _principal ??= FindPrincipal();

    public override RpcChannel Channel => NoChannel.Instance;

    public override Metadata Metadata => _metadata ??= ReadMetadata();

    public override CallChain Chain => _chain ??= new CallChain((ulong)Random.Shared.NextInt64(), 1);

    public override TimeSpan? TimeLeft => _deadline == long.MaxValue
        ? null
        : TimeSpan.FromMilliseconds(Math.Max(0, _deadline - Environment.TickCount64));

    public override CancellationToken Cancellation => _cancellation.Token;

    public override CancellationToken Draining { get; }

    /// <summary>Metadata for the answer, or null.</summary>
    public Metadata? Trailer => AddedMetadata;

    /// <summary>Whether its handler was called.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether its deadline has passed.</summary>
    public bool IsExpired => _deadline <= Environment.TickCount64;

    /// <summary>What its handler still does though nobody waits for it.</summary>
    public Task? Abandoned { get; private set; }

    /// <summary>Takes what the headers say of time and chain.</summary>
    /// <exception cref="RpcException">They say nonsense, or too deep a chain.</exception>
    public void ReadHeaders(GrpcLimits limits)
    {
        IHeaderDictionary headers = _http!.Request.Headers;
        if (headers.TryGetValue(GrpcHeaders.Timeout, out StringValues timeout)) SetDeadline(timeout.ToString());
        if (headers.TryGetValue(GrpcHeaders.Chain, out StringValues chain)) SetChain(chain.ToString(), limits);
    }

    /// <summary>Its handler is about to be called: makes it the current call of the method that calls this.</summary>
    public void Start()
    {
        IsStarted = true;
        Enter(this);
    }

    /// <summary>What the handler gives, or the end of the call, whichever comes first.</summary>
    public async ValueTask<T> WaitAsync<T>(ValueTask<T> result)
    {
        if (result.IsCompleted || _deadline == long.MaxValue) return await result.ConfigureAwait(false);
        Task<T> task = result.AsTask();
        try
        {
            return await task.WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!task.IsCompleted)
        {
            Abandon(task);
            throw;
        }
    }

    /// <summary>What the handler still does is waited for by nobody, but to its end.</summary>
    public void Abandon(Task rest) => Abandoned = rest;

    /// <summary>Where its time went.</summary>
    public string DescribeTime() => $"{Environment.TickCount64 - _begunAt} ms at the server";

    public void Dispose()
    {
        _metadata ??= NoMetadata;
        _http = null;
        _aborting.Dispose();
        if (_cancellation.TryReset()) Sources.Return(_cancellation);
        else _cancellation.Cancel();
    }

    private void SetDeadline(string header)
    {
        if (!GrpcTimeout.TryParse(header, out TimeSpan time))
            throw new RpcException(RpcStatus.InvalidArgument, $"'{header}' is no {GrpcHeaders.Timeout}.", RpcPhase.Dispatch);
        _deadline = _begunAt + (long)Math.Ceiling(time.TotalMilliseconds);
        if (time <= TimeSpan.Zero) _cancellation.Cancel();
        else _cancellation.CancelAfter(time);
    }

    private void SetChain(string header, GrpcLimits limits)
    {
        int hyphen = header.IndexOf('-', StringComparison.Ordinal);
        if (hyphen < 0
            || !ulong.TryParse(header.AsSpan(0, hyphen), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong id)
            || !int.TryParse(header.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int depth))
        {
            throw new RpcException(RpcStatus.InvalidArgument, $"'{header}' is no {GrpcHeaders.Chain}.", RpcPhase.Dispatch);
        }

        if (depth > limits.MaxCallDepth)
        {
            throw new RpcException(
                RpcStatus.ResourceExhausted,
                $"The call is {depth} deep in chain {id:x}: more than {nameof(GrpcLimits)}.{nameof(GrpcLimits.MaxCallDepth)} ({limits.MaxCallDepth}).",
                RpcPhase.Dispatch);
        }

        _chain = new CallChain(id, depth);
    }

    private ClaimsPrincipal? FindPrincipal()
    {
        if (_http is null) return null;
        if (_http.User.Identity?.IsAuthenticated is true) return _http.User;
        return _http.Connection.ClientCertificate is X509Certificate2 certificate ? CertificatePrincipal.Of(certificate) : null;
    }

    private Metadata ReadMetadata()
    {
        if (_http is null) return NoMetadata;
        Metadata metadata = [];
        foreach ((string name, StringValues values) in _http.Request.Headers)
            if (name != GrpcHeaders.Chain) MetadataHeaders.Read(name, values, metadata);
        return metadata;
    }
}
