namespace RpcStack.Generators.FrontEnds;

/// <summary>A file in a language for interfaces, as the build hands it over.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Text">Its text.</param>
/// <param name="Namespace">The C# namespace that the build puts its declarations into, or the empty string.</param>
internal sealed record IdlFile(string Path, string Text, string Namespace);
