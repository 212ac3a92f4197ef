namespace RpcStack.Generators.Idl.Syntax;

/// <summary>The types that the language has.</summary>
internal enum Primitive
{
    Boolean,
    Char,
    WideChar,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float,
    Double,
}
