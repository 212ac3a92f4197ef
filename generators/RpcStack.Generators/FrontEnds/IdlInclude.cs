namespace RpcStack.Generators.FrontEnds;

/// <summary>A line that includes another file.</summary>
/// <param name="Name">The file's name, as written.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="IsOptional">Whether it is no mistake where the project has no such file.</param>
internal sealed record IdlInclude(string Name, SourceSpan Place, bool IsOptional = false);
