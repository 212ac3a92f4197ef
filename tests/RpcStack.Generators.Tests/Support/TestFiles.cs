using System.Runtime.CompilerServices;

namespace RpcStack.Generators.Tests;

/// <summary>Files of the source tree.</summary>
internal static class TestFiles
{
    /// <summary>This project's folder.</summary>
    public static string Here { get; } = Path.GetFullPath(Path.Combine(Source(), "..", ".."));

    /// <summary>The repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here, "..", ".."));

    private static string Source([CallerFilePath] string path = "") => path;
}
