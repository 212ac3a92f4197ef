namespace RpcStack.Services.Tests.Files;

/// <summary>A directory that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rpcstack-").FullName;

    /// <summary>The path of something in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>The names in it, at any depth, those of uploads not yet whole too.</summary>
    public IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file))
            .Order(StringComparer.Ordinal);

    public void Dispose()
    {
        if (new DirectoryInfo(Path).LinkTarget is null) Directory.Delete(Path, recursive: true);
        else File.Delete(Path);
    }
}
