using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl;

/// <summary>An IDL file's syntax.</summary>
internal sealed record IdlSyntax(IdlFile File) : ParsedFile(File, default, default);
