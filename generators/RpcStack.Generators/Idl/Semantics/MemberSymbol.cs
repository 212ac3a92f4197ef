using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>A member of a struct, an exception or a union, or a parameter.</summary>
internal sealed class MemberSymbol(Identifier name, IdlType type) : Symbol(name, null)
{
    public override string Kind => "a member";

    public IdlType Type { get; } = type;

    /// <summary>Its place on the wire, where an annotation gives it.</summary>
    public int? Id { get; set; }

    public bool IsOptional { get; set; }

    public bool IsStream { get; set; }

    /// <summary>The value that it has by default, or null.</summary>
    public object? Default { get; set; }
}
