using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>A type, its typedefs followed to their end.</summary>
/// <param name="Depth">How many types it nests.</param>
internal abstract record IdlType(int Depth);

/// <summary>A type that the language has.</summary>
internal sealed record PrimitiveType(Primitive Primitive) : IdlType(0);

/// <summary>Text.</summary>
internal sealed record StringType(int? Bound) : IdlType(0);

/// <summary>A sequence.</summary>
internal sealed record SequenceType(IdlType Element, int? Bound) : IdlType(Element.Depth + 1);

/// <summary>An array.</summary>
internal sealed record ArrayType(IdlType Element, int Length) : IdlType(Element.Depth + 1);

/// <summary>A map.</summary>
internal sealed record MapType(IdlType Key, IdlType Value, int? Bound) : IdlType(Math.Max(Key.Depth, Value.Depth) + 1);

/// <summary>A struct, union, enum or interface.</summary>
internal sealed record DeclaredType(Symbol Symbol) : IdlType(0);
