using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>A number, or a name for one.</summary>
/// <param name="Text">As written.</param>
/// <param name="Number">The number, or null where it is a name.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ValueSyntax(string Text, decimal? Number, SourceSpan Place);
