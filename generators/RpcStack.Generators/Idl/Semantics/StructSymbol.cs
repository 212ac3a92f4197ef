using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>A struct or an exception.</summary>
internal sealed class StructSymbol(Identifier name, Scope container, bool isException) : Symbol(name, container)
{
    public override string Kind => IsException ? "an exception" : "a struct";

    public bool IsException { get; } = isException;

    /// <summary>Whether its members are known.</summary>
    public bool IsDefined { get; set; }

    /// <summary>Whether another struct has it as its base.</summary>
    public bool IsExtended { get; set; }

    public StructSymbol? Base { get; set; }

    public List<MemberSymbol> Members { get; } = [];

    /// <summary>Its members after those of its bases.</summary>
    public IEnumerable<MemberSymbol> AllMembers =>
        Base is null ? Members : Base.AllMembers.Concat(Members);
}
