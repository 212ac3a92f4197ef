namespace RpcStack.Cli.Transferring;

/// <summary>
/// Where what is fetched goes to. A file has its name once it is whole; until then, and where that does not happen, it is a
/// part that can be gone on with, and that the next one begins anew.
/// </summary>
internal sealed class LocalFile : IDisposable
{
    public const string PartSuffix = ".part";

    private readonly string? _part;
    private readonly string? _name;

    private LocalFile(Stream stream, string? part = null, string? name = null)
    {
        (Stream, _part, _name) = (stream, part, name);
        if (stream.CanSeek) Offset = stream.Seek(0, SeekOrigin.End);
    }

    public Stream Stream { get; }

    /// <summary>How much of it is there already, in octets.</summary>
    public long Offset { get; }

    public static LocalFile StandardOutput() => new(Console.OpenStandardOutput());

    /// <summary>Opens it.</summary>
    /// <param name="name">The name that it is to have.</param>
    /// <param name="isResumed">Whether what is there stays: the part, or where there is none, the file itself.</param>
    public static LocalFile Open(string name, bool isResumed)
    {
        string part = name + PartSuffix;
        return isResumed && !File.Exists(part)
            ? new LocalFile(Open(name, FileMode.OpenOrCreate))
            : new LocalFile(Open(part, isResumed ? FileMode.Open : FileMode.Create), part, name);
    }

    /// <summary>All of it is there.</summary>
    public void Complete()
    {
        Stream.Dispose();
        if (_part is not null) File.Move(_part, _name!, overwrite: true);
    }

    public void Dispose() => Stream.Dispose();

    private static FileStream Open(string path, FileMode mode) =>
        new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
