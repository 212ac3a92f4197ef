namespace RpcStack.Services.Mail.Store;

/// <summary>
/// The mail of a host: what waits to be delivered, and its users' mailboxes. All of it is on disk, so a crash loses nothing
/// and delivers nothing twice.
/// </summary>
/// <remarks>
/// The folder holds <c>queue</c>, <c>drafts</c>, and <c>mail</c> with a Maildir for each account. One process uses it at a time.
/// </remarks>
public sealed class MailSpool : IAsyncDisposable
{
    private readonly QueueFolder _queue;
    private readonly Dispatcher _dispatcher;
    private readonly FileStream _lock;
    private readonly string _mail;
    private int _isDisposed;

    private MailSpool(string folder, MailSite site, MailSpoolOptions options, FileStream exclusive)
    {
        _lock = exclusive;
        _mail = Path.Combine(folder, "mail");
        Site = site;
        Options = options;
        _queue = new QueueFolder(folder);
        Recover();
        _dispatcher = new Dispatcher(_queue, this);
        foreach (string id in _queue.Ids) _dispatcher.Add(id);
    }

    /// <summary>Whose mail it is.</summary>
    public MailSite Site { get; }

    /// <summary>How many messages wait to be delivered.</summary>
    public int Waiting => _dispatcher.Count;

    internal MailSpoolOptions Options { get; }

    /// <summary>Opens a spool, ends what a crash has broken off, and begins to deliver.</summary>
    /// <param name="folder">Where it is; made where there is none.</param>
    /// <param name="site">Whose mail it is.</param>
    /// <param name="options">How it is delivered.</param>
    /// <exception cref="IOException">The folder cannot be used, or another process uses it.</exception>
    public static MailSpool Open(string folder, MailSite site, MailSpoolOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(site);
        options ??= new MailSpoolOptions();
        options.Validate();
        Directory.CreateDirectory(folder);
        var exclusive = new FileStream(
            Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new MailSpool(folder, site, options, exclusive);
        }
        catch
        {
            exclusive.Dispose();
            throw;
        }
    }

    /// <summary>An account's mailbox.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public Maildir MailboxOf(string account)
    {
        if (!Site.Accounts.Has(account))
            throw new ArgumentException($"There is no account '{account}'.", nameof(account));
        return new Maildir(Path.Combine(_mail, account.ToLowerInvariant()));
    }

    /// <summary>Stops delivering. What was not delivered stays in the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await _dispatcher.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Puts a message into the queue; once this returns, it is on disk.</summary>
    internal async ValueTask AcceptAsync(
        string id,
        MailEnvelope envelope,
        IReadOnlyList<MailNotify> notify,
        IReadOnlyList<string> originals,
        ReadOnlyMemory<byte> trace,
        ReadOnlyMemory<byte> message)
    {
        var entry = new QueueEntry
        {
            Id = id,
            Arrived = Options.Clock.GetUtcNow(),
            Envelope = envelope,
            Notify = notify,
            Originals = originals,
            States = [.. Enumerable.Repeat(RecipientState.Pending, envelope.Recipients.Count)],
        };
        await Task.Run(() =>
        {
            _queue.Draft(entry, trace, message);
            _queue.Publish(id);
        }).ConfigureAwait(false);
        _dispatcher.Add(id);
    }

    private void Recover()
    {
        _queue.RecoverDrafts();
        foreach (string id in _queue.Ids) CheckFile(id);
        foreach (string account in Site.Accounts.Names)
        {
            MailboxOf(account).Recover((id, recipient) =>
                _queue.Has(id) && _queue.Read(id).Entry.States.ElementAtOrDefault(recipient) == RecipientState.Pending);
        }
    }

    private void CheckFile(string id)
    {
        try
        {
            _queue.Read(id);
        }
        catch (InvalidDataException)
        {
            _queue.SetAside(id);
        }
    }
}
