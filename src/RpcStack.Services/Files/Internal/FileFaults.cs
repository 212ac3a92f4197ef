namespace RpcStack.Services.Files;

/// <summary>Makes faults whose text says which path they are about.</summary>
internal static class FileFaults
{
    internal static FileFault NotFound(string path) => Make(FileProblem.NotFound, path, "does not exist");

    /// <summary>Makes one.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="path">The path.</param>
    /// <param name="text">What follows the path in a sentence.</param>
    internal static FileFault Make(FileProblem problem, string path, string text) =>
        new($"'{VirtualPath.Shown(path)}' {text}.", problem, VirtualPath.Shown(path));
}
