namespace RpcStack.Generators.Idl.Semantics;

/// <summary>What one file declares of a module, between one pair of braces.</summary>
internal sealed class ModuleBlock(ModuleSymbol module)
{
    public ModuleSymbol Module { get; } = module;

    public List<ModuleBlock> Blocks { get; } = [];

    /// <summary>Its types, constants and interfaces, in order.</summary>
    public List<Symbol> Symbols { get; } = [];
}
