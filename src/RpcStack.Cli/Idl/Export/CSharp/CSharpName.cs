namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>What a contract or type is called in C#.</summary>
/// <param name="Container">The namespace or the type around it; empty for neither.</param>
/// <param name="Identifier">Its own name, not escaped.</param>
/// <param name="WireName">Its name on the wire, where that does not follow from the other two.</param>
internal sealed record CSharpName(string Container, string Identifier, string? WireName)
{
    public string FullName => Container.Length == 0 ? Identifier : $"{Container}.{Identifier}";
}
