using System.Net.Security;
using System.Text;

namespace RpcStack.Services.Mail;

/// <summary>
/// One connection of a protocol of lines, on either side: whole lines in, with their faults; text out, gathered until it is
/// flushed; and TLS from some point on.
/// </summary>
/// <remarks>One reader and one writer at a time. Whatever waits for the peer waits for the timeout at most.</remarks>
internal sealed class LineConnection(Stream stream, TimeSpan timeout, MailTranscript? transcript) : IAsyncDisposable
{
    private const int InputSize = 16 * 1024;
    private const int OutputSize = 64 * 1024;

    private readonly byte[] _input = new byte[InputSize];
    private readonly MemoryStream _output = new();
    private int _start;
    private int _end;

    /// <summary>Whether there is more that the peer has sent already.</summary>
    public bool HasInput => _start < _end;

    public bool IsSecure => Tls is not null;

    /// <summary>The layer of TLS, once there is one.</summary>
    public SslStream? Tls { get; private set; }

    /// <summary>Reads up to LF.</summary>
    /// <param name="max">How long the line may be, CRLF included; at most 16 KiB.</param>
    /// <param name="cancel">Gives it up.</param>
    public async ValueTask<Line> ReadLineAsync(int max, CancellationToken cancel)
    {
        bool isTooLong = false;
        while (true)
        {
            int length = _input.AsSpan(_start, _end - _start).IndexOf((byte)'\n') + 1;
            if (length > 0)
            {
                Line line = LineParser.Parse(_input.AsSpan(_start, length), max);
                _start += length;
                return isTooLong ? new(LineFault.TooLong, "") : line;
            }

            if (_end - _start >= Math.Min(max, InputSize))
            {
                // The rest of it is skipped too, up to its LF.
                isTooLong = true;
                _start = _end = 0;
            }

            if (!await FillAsync(cancel).ConfigureAwait(false)) return new(LineFault.End, "");
        }
    }

    /// <summary>What has arrived, at least an octet, or nothing at the end. It stays until it is consumed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancel)
    {
        if (!HasInput) await FillAsync(cancel).ConfigureAwait(false);
        return _input.AsMemory(_start, _end - _start);
    }

    public void Consume(int count) => _start += count;

    public void WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\r\n"));

    public void Write(ReadOnlySpan<byte> octets) => _output.Write(octets);

    /// <summary>Writes what may be long, sending as it goes.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        while (octets.Length > 0)
        {
            int count = Math.Min(octets.Length, OutputSize);
            Write(octets.Span[..count]);
            octets = octets[count..];
            if (_output.Length >= OutputSize) await FlushAsync(cancel).ConfigureAwait(false);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancel)
    {
        if (_output.Length == 0) return;
        ReadOnlyMemory<byte> octets = _output.GetBuffer().AsMemory(0, (int)_output.Length);
        transcript?.Sent(octets.Span);
        await BoundedAsync(
            async token =>
            {
                await stream.WriteAsync(octets, token).ConfigureAwait(false);
                return 0;
            },
            cancel).ConfigureAwait(false);
        _output.SetLength(0);
    }

    /// <summary>
    /// Begins TLS. What the peer has sent before it is thrown away, since anybody may have put it there (RFC 3207 §6).
    /// </summary>
    public async ValueTask SecureAsync(Func<SslStream, CancellationToken, Task> handshake, CancellationToken cancel)
    {
        await FlushAsync(cancel).ConfigureAwait(false);
        _start = _end = 0;
        var tls = new SslStream(stream);
        await BoundedAsync(
            async token =>
            {
                await handshake(tls, token).ConfigureAwait(false);
                return 0;
            },
            cancel).ConfigureAwait(false);
        stream = Tls = tls;
        transcript?.Note($"TLS: {tls.SslProtocol}, {tls.NegotiatedCipherSuite}");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            _input.AsSpan(_start, _end - _start).CopyTo(_input);
            (_start, _end) = (0, _end - _start);
        }

        int received = await BoundedAsync(
            token => stream.ReadAsync(_input.AsMemory(_end), token), cancel).ConfigureAwait(false);
        transcript?.Received(_input.AsSpan(_end, received));
        _end += received;
        return received > 0;
    }

    private async ValueTask<T> BoundedAsync<T>(Func<CancellationToken, ValueTask<T>> wait, CancellationToken cancel)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(timeout);
        try
        {
            return await wait(bounded.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"the peer was silent for {timeout.TotalSeconds:0.###} s");
        }
    }
}
