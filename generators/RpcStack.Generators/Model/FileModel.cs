namespace RpcStack.Generators.Model;

/// <summary>What every generated file says first.</summary>
/// <param name="HintName">The file's name.</param>
/// <param name="Namespace">The namespace as C# writes it, or the empty string.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
internal sealed record FileModel(string HintName, string Namespace, string Accessibility);
