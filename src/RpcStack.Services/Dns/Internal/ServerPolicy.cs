using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Dns;

/// <summary>What a server's loops share: whom it recurses for, its cookies, its limits.</summary>
internal sealed class ServerPolicy(DnsServerOptions options, TimeProvider time)
{
    private readonly ServerCookies _cookies = new();

    private int _deferred;

    internal DnsServerOptions Options { get; } = options;

    internal ResponseLimiter? Limiter { get; } =
        options.MaxResponsesPerSecond == 0 ? null : new ResponseLimiter(options.MaxResponsesPerSecond, time);

    internal bool Recurses(ReadOnlySpan<byte> asker) =>
        Options.Recursion is not null && !asker.IsEmpty && Options.AllowRecursion.Allows(new IPAddress(asker));

    /// <summary>Writes the cookie that an asker gets; whether the one it sent was ours (RFC 7873 §5.2).</summary>
    internal bool Meet(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> asker, Span<byte> cookie)
    {
        var now = (uint)time.GetUtcNow().ToUnixTimeSeconds();
        _cookies.Write(sent, asker, now, cookie);
        return _cookies.IsValid(sent, asker, now);
    }

    /// <summary>Takes a place among the requests that take longer; false if there is none left.</summary>
    internal bool TryBegin()
    {
        if (Interlocked.Increment(ref _deferred) <= Options.MaxDeferred) return true;
        Interlocked.Decrement(ref _deferred);
        return false;
    }

    /// <summary>Runs such a request to its end, whichever that is, and gives the place back.</summary>
    internal async Task RunAsync(Func<Task> request)
    {
        try
        {
            await request().ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server stops, or the asker is gone.
        }
        finally
        {
            Interlocked.Decrement(ref _deferred);
        }
    }
}
