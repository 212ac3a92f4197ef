using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>A name, where it stands, and what is said about it.</summary>
internal sealed record XdrName(string Text, SourceSpan Place, string Doc = "");
