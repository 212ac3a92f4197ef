namespace RpcStack.Services.Mail.Store;

/// <summary>A message in a mailbox.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Size">Its size, in octets.</param>
public sealed record MaildirMessage(string Path, long Size)
{
    /// <summary>
    /// A name that is the message's alone, and stays, also where its flags change (RFC 1939 §7, UIDL).
    /// </summary>
    public string UniqueId => System.IO.Path.GetFileName(Path).Split(':')[0];

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public byte[] Read() => File.ReadAllBytes(Path);

    /// <summary>Deletes it. That it is gone already is as good.</summary>
    public void Delete() => File.Delete(Path);
}
