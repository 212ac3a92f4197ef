namespace RpcStack.Services.Files;

/// <summary>A file or directory, as a listing has it.</summary>
/// <param name="Name">Its name, without the path.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">The file's size in octets; 0 for a directory.</param>
/// <param name="ModifiedAt">When it was last changed, in milliseconds since the beginning of 1970, UTC.</param>
[RpcMessage]
public sealed partial record FileEntry(string Name, FileKind Kind, long Size, long ModifiedAt)
{
    /// <summary>When it was last changed.</summary>
    [RpcIgnore]
    public DateTimeOffset Modified => DateTimeOffset.FromUnixTimeMilliseconds(ModifiedAt);
}
