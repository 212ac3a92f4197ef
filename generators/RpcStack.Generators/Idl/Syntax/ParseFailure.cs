namespace RpcStack.Generators.Idl.Syntax;

/// <summary>The mistake is reported; the parser goes on behind the declaration that holds it.</summary>
internal sealed class ParseFailure : Exception;
