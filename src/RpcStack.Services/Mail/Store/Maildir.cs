using System.Collections.Concurrent;

namespace RpcStack.Services.Mail.Store;

/// <summary>
/// The mail of one account, a file for each message, in Maildir's folders <c>tmp</c>, <c>new</c> and <c>cur</c>
/// (https://cr.yp.to/proto/maildir.html). Lines end with CRLF.
/// </summary>
public sealed class Maildir
{
    private static readonly ConcurrentDictionary<string, byte> Locked = new(StringComparer.Ordinal);

    private readonly string _root;
    private readonly string _drafts;
    private readonly string _new;
    private readonly string _current;

    internal Maildir(string root)
    {
        _root = Path.GetFullPath(root);
        _drafts = Directory.CreateDirectory(Path.Combine(root, "tmp")).FullName;
        _new = Directory.CreateDirectory(Path.Combine(root, "new")).FullName;
        _current = Directory.CreateDirectory(Path.Combine(root, "cur")).FullName;
    }

    /// <summary>What is there now, in the order in which it came.</summary>
    public IReadOnlyList<MaildirMessage> List() =>
    [
        .. new DirectoryInfo(_new).EnumerateFiles().Concat(new DirectoryInfo(_current).EnumerateFiles())
            .Select(file => new MaildirMessage(file.FullName, file.Length))
            .OrderBy(message => message.UniqueId, StringComparer.Ordinal),
    ];

    /// <summary>Locks the mailbox for one reader (RFC 1939 §4); null: somebody else has it.</summary>
    /// <returns>What unlocks it.</returns>
    public IDisposable? TryLock() => Locked.TryAdd(_root, 0) ? new Unlock(_root) : null;

    internal static string NameOf(string id, int recipient) => $"{id}.{recipient}";

    /// <summary>Writes a message that the mailbox does not show yet.</summary>
    internal void Draft(string name, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> message) =>
        Disk.Write(Path.Combine(_drafts, name), head, message);

    internal void Publish(string name) => Disk.Publish(Path.Combine(_drafts, name), Path.Combine(_new, name));

    /// <summary>
    /// Ends what a crash broke off. A draft whose recipient still counts as pending will be written again; any other was
    /// about to be shown.
    /// </summary>
    internal void Recover(Func<string, int, bool> isPending)
    {
        foreach (string name in Directory.EnumerateFiles(_drafts).Select(Path.GetFileName).OfType<string>())
        {
            string[] parts = name.Split('.');
            if (parts.Length != 2 || !QueueId.Is(parts[0]) || !int.TryParse(parts[1], out int recipient)) continue;
            if (isPending(parts[0], recipient)) File.Delete(Path.Combine(_drafts, name));
            else Publish(name);
        }
    }

    private sealed class Unlock(string root) : IDisposable
    {
        public void Dispose() => Locked.TryRemove(root, out _);
    }
}
