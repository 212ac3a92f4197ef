using RpcStack.Generators.Model;

namespace RpcStack.Generators.FrontEnds;

/// <summary>What a file says, as C# declarations.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Text">The C#.</param>
/// <param name="Included">The paths of the files whose declarations it needs.</param>
internal sealed record Declarations(string Path, string HintName, string Text, EquatableArray<string> Included);
