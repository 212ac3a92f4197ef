namespace RpcStack.Services.Mail.Store;

/// <summary>The queue on disk: a file for each message, complete from the moment that it has its name.</summary>
internal sealed class QueueFolder
{
    private readonly string _active;
    private readonly string _drafts;
    private readonly string _broken;

    public QueueFolder(string root)
    {
        _active = Directory.CreateDirectory(Path.Combine(root, "queue")).FullName;
        _drafts = Directory.CreateDirectory(Path.Combine(root, "drafts")).FullName;
        _broken = Path.Combine(root, "broken");
    }

    /// <summary>What is in the queue, oldest first.</summary>
    public IEnumerable<string> Ids =>
        Directory.EnumerateFiles(_active).Select(Path.GetFileName).OfType<string>().Where(QueueId.Is).Order(StringComparer.Ordinal);

    public bool Has(string id) => File.Exists(PathOf(id));

    /// <summary>Writes a message that is not in the queue yet.</summary>
    public void Draft(QueueEntry entry, ReadOnlyMemory<byte> trace, ReadOnlyMemory<byte> message) =>
        Disk.Write(DraftOf(entry.Id), QueueFormat.Write(entry), trace, message);

    /// <summary>Puts a draft into the queue.</summary>
    public void Publish(string id) => Disk.Publish(DraftOf(id), PathOf(id));

    public void DeleteDraft(string id) => File.Delete(DraftOf(id));

    public (QueueEntry Entry, byte[] File) Read(string id)
    {
        byte[] file = File.ReadAllBytes(PathOf(id));
        return (QueueFormat.Read(id, file), file);
    }

    public void SaveStates(QueueEntry entry) => Disk.Overwrite(PathOf(entry.Id), entry.States, QueueFormat.StateOffset);

    public void Remove(string id) => File.Delete(PathOf(id));

    /// <summary>Takes out of the way what is no file of the queue, for somebody to look at.</summary>
    public void SetAside(string id)
    {
        Directory.CreateDirectory(_broken);
        File.Move(PathOf(id), Path.Combine(_broken, id), overwrite: true);
    }

    /// <summary>
    /// Ends what a crash broke off: a report whose message already counts it as made goes out, every other draft was
    /// promised to nobody.
    /// </summary>
    public void RecoverDrafts()
    {
        foreach (string path in Directory.EnumerateFiles(_drafts))
        {
            string id = Path.GetFileName(path);
            if (QueueId.Is(id) && IsDue(id, path)) Publish(id);
            else File.Delete(path);
        }
    }

    private bool IsDue(string id, string path)
    {
        try
        {
            QueueEntry report = QueueFormat.Read(id, File.ReadAllBytes(path));
            if (report.Origin.Length == 0 || !Has(report.Origin)) return false;
            QueueEntry origin = Read(report.Origin).Entry;
            return report.OriginRecipients.All(i => origin.States[i] != RecipientState.Pending);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private string PathOf(string id) => Path.Combine(_active, id);

    private string DraftOf(string id) => Path.Combine(_drafts, id);
}
