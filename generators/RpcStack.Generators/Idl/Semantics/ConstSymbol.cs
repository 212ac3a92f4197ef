using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>A constant; its type and value are null where they are broken.</summary>
internal sealed class ConstSymbol(Identifier name, Scope container, IdlType? type, object? value)
    : Symbol(name, container)
{
    public override string Kind => "a constant";

    public IdlType? Type { get; } = type;

    public object? Value { get; } = value;
}
