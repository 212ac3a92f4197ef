namespace RpcStack.Generators.FrontEnds;

/// <summary>A file in a language for interfaces, as the build hands it over.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Text">Its text.</param>
/// <param name="Namespace">The C# namespace that the build puts its declarations into, or the empty string.</param>
/// <param name="Assembly">The referenced assembly that holds its declarations; empty for a file of this project.</param>
internal sealed record IdlFile(string Path, string Text, string Namespace, string Assembly = "");
