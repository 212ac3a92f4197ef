namespace RpcStack.Services.Files;

public sealed partial record FileEntry
{
    /// <summary>When it was last changed.</summary>
    [RpcIgnore]
    public DateTimeOffset Modified => DateTimeOffset.FromUnixTimeMilliseconds(ModifiedAt);
}
