using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>An enum.</summary>
internal sealed class EnumSymbol(Identifier name, Scope container) : Symbol(name, container)
{
    public override string Kind => "an enum";

    /// <summary>What a value takes: 8, 16 or 32 bits.</summary>
    public int Bits { get; set; } = 32;

    public List<EnumeratorSymbol> Enumerators { get; } = [];
}

/// <summary>A name of an enum, declared in the scope around it.</summary>
internal sealed class EnumeratorSymbol(Identifier name, Scope container, EnumSymbol parent, long value)
    : Symbol(name, container)
{
    public override string Kind => "an enumerator";

    public EnumSymbol Enum { get; } = parent;

    public long Value { get; } = value;
}
