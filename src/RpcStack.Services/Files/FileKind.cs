namespace RpcStack.Services.Files;

/// <summary>What a name stands for. A symbolic link is what it leads to.</summary>
public enum FileKind
{
    /// <summary>A file.</summary>
    File = 0,

    /// <summary>A directory.</summary>
    Directory = 1,
}
