namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>A number that a file names for the C compiler.</summary>
internal sealed record PassedConstant(string Name, decimal Number);
