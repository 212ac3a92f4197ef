using System.Net.Sockets;
using System.Security.Authentication;

namespace RpcStack.Services.Files.Ftp;

/// <summary>A control connection from greeting to goodbye. What commands change is its state.</summary>
internal sealed partial class FtpSession : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _idle = new();
    private readonly CancellationTokenSource _ending;
    private readonly ControlChannel _control;
    private Task<string?>? _nextLine;

    private FtpSession(Socket socket, FtpSite site, CancellationToken stopping)
    {
        Site = site;
        _control = new ControlChannel(socket);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, stopping);
        Data = new DataSetup(_control, site.Options);
    }

    internal FtpSite Site { get; }

    internal DataSetup Data { get; }

    internal FtpUser? User { get; set; }

    /// <summary>The name that USER gave, until PASS.</summary>
    internal string? NameGiven { get; set; }

    internal int LoginAttempts { get; set; }

    internal string Directory { get; set; } = VirtualPath.Root;

    /// <summary>TYPE I; otherwise TYPE A, with which a session begins (RFC 959 §5.1).</summary>
    internal bool IsBinary { get; set; }

    internal long RestartAt { get; set; }

    internal string? RenameFrom { get; set; }

    internal IReadOnlyList<string> Facts { get; set; } = MachineListing.Facts;

    internal bool IsEncrypted => _control.IsEncrypted;

    internal bool IsOver { get; set; }

    internal IFileTransfer Files => User!.Files;

    /// <summary>Serves a connection until it ends, in whichever way.</summary>
    internal static async Task RunAsync(Socket socket, FtpSite site, CancellationToken stopping)
    {
        FtpSession session;
        try
        {
            session = new FtpSession(socket, site, stopping);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return;
        }

        await using (session.ConfigureAwait(false))
        {
            await session.RunAsync().ConfigureAwait(false);
        }
    }

    internal string PathOf(string argument) => VirtualPath.Combine(Directory, argument);

    internal ValueTask SendAsync(FtpAnswer answer, CancellationToken cancel) =>
        _control.WriteAsync(answer.Format(), cancel);

    /// <summary>Turns to TLS, which nothing said before may have any bearing on (RFC 4217 §4).</summary>
    internal async ValueTask EncryptAsync(FtpAnswer ready, CancellationToken cancel)
    {
        if (_control.HasPending) throw new AuthenticationException("Commands were sent in clear to be run within TLS");
        await SendAsync(ready, cancel).ConfigureAwait(false);
        await EncryptAsync(cancel).ConfigureAwait(false);
        Forget();
    }

    /// <summary>As if nobody had ever logged in.</summary>
    internal void Forget()
    {
        (User, NameGiven, RenameFrom, RestartAt, Directory) = (null, null, null, 0, VirtualPath.Root);
        Data.Forget();
    }

    public async ValueTask DisposeAsync()
    {
        Data.Forget();
        await _control.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
        _idle.Dispose();
    }

    private async Task RunAsync()
    {
        _idle.CancelAfter(Site.Options.IdleTimeout);
        try
        {
            if (Site.Options.IsTlsImplicit) await EncryptAsync(_ending.Token).ConfigureAwait(false);
            await SendAsync(new FtpAnswer(220, "RpcStack FTP server ready"), _ending.Token).ConfigureAwait(false);
            while (!IsOver && await TakeLineAsync().ConfigureAwait(false) is { } line)
            {
                if (await CommandTable.RunAsync(this, line, _ending.Token).ConfigureAwait(false) is { } answer)
                    await SendAsync(answer, _ending.Token).ConfigureAwait(false);
                _idle.CancelAfter(Site.Options.IdleTimeout);
            }

            await _control.ShutdownAsync().WaitAsync(Farewell).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            string why = _idle.IsCancellationRequested
                ? $"Nothing happened for {Site.Options.IdleTimeout.TotalSeconds:0.###} s"
                : "The server is stopping";
            await SayGoodbyeAsync(new FtpAnswer(421, why)).ConfigureAwait(false);
        }
        catch (LineTooLongException bad)
        {
            await SayGoodbyeAsync(new FtpAnswer(421, bad.Message)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException or TimeoutException)
        {
            // The peer is gone, or does not know TLS.
        }
    }

    private Task EncryptAsync(CancellationToken cancel) =>
        _control.EncryptAsync(stream => Site.EncryptAsync(stream, cancel));

    private async ValueTask<string?> TakeLineAsync()
    {
        Task<string?> line = PeekLine();
        _nextLine = null;
        return await line.ConfigureAwait(false);
    }

    // During a transfer a line may be looked for, and be there only when the transfer is long over.
    private Task<string?> PeekLine() => _nextLine ??= _control.ReadLineAsync(_ending.Token).AsTask();

    private async Task SayGoodbyeAsync(FtpAnswer answer)
    {
        using var timeout = new CancellationTokenSource(Farewell);
        try
        {
            await SendAsync(answer, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
        }
    }
}
