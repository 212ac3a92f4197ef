using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>A union.</summary>
internal sealed class UnionSymbol(Identifier name, Scope container) : Symbol(name, container)
{
    public override string Kind => "a union";

    /// <summary>Whether its members are known.</summary>
    public bool IsDefined { get; set; }

    public IdlType? Discriminator { get; set; }

    public List<UnionArm> Arms { get; } = [];
}

/// <summary>A member of a union with its labels; the default has none.</summary>
internal sealed record UnionArm(IReadOnlyList<object> Labels, MemberSymbol Member);
