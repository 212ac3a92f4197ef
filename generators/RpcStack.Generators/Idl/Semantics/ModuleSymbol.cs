using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>A module, in as many blocks as it is opened; the outermost scope is one without a name.</summary>
internal sealed class ModuleSymbol(Identifier name, Scope? container) : Scope(name, container)
{
    public override string Kind => "a module";
}
