using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Another name for a type; null where the type is broken.</summary>
internal sealed class TypedefSymbol(Identifier name, Scope container, IdlType? type) : Symbol(name, container)
{
    public override string Kind => "a typedef";

    public IdlType? Type { get; } = type;
}
