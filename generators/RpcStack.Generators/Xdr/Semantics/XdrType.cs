namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>A type with its typedefs replaced by what they stand for.</summary>
internal abstract record XdrType;

/// <summary>A type that C# has.</summary>
internal sealed record ScalarXdrType(string CSharp) : XdrType;

/// <summary>Text.</summary>
internal sealed record TextXdrType(int? Limit) : XdrType;

/// <summary>Octets.</summary>
internal sealed record OpaqueXdrType(int? Limit, bool IsFixed) : XdrType;

/// <summary>An array.</summary>
internal sealed record ListXdrType(XdrType Element, int? Limit, bool IsFixed) : XdrType;

/// <summary>A value or none.</summary>
internal sealed record OptionalXdrType(XdrType Value) : XdrType;

/// <summary>An enum, struct or union.</summary>
internal sealed record DeclaredXdrType(XdrSymbol Symbol) : XdrType;
