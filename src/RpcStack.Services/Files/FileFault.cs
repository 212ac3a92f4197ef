namespace RpcStack.Services.Files;

/// <summary>A file or directory that could not be had.</summary>
/// <param name="message">What happened, with the path and the limit if there is one.</param>
/// <param name="problem">Why.</param>
/// <param name="path">Which.</param>
[RpcMessage]
public sealed class FileFault(string message, FileProblem problem, string path) : RpcFault(message)
{
    /// <summary>Why.</summary>
    public FileProblem Problem { get; } = problem;

    /// <summary>The path that was asked for.</summary>
    public string Path { get; } = path;
}
