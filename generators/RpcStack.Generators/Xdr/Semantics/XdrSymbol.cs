using RpcStack.Generators.Idl.Semantics;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>A definition among those that a file sees.</summary>
/// <param name="definition">The definition.</param>
/// <param name="space">The C# namespace of its file.</param>
/// <param name="isOwn">Whether it stands in the file itself.</param>
internal sealed class XdrSymbol(XdrDefinition definition, string space, bool isOwn)
{
    public XdrDefinition Definition { get; } = definition;

    public bool IsOwn { get; } = isOwn;

    public string CSharpName { get; } = CSharpNames.Pascal(definition.Name.Text);

    public string FullName => space.Length == 0 ? $"global::{CSharpName}" : $"global::{space}.{CSharpName}";

    /// <summary>What people call it.</summary>
    public string Kind => Definition switch
    {
        ConstSyntax => "a constant",
        TextSyntax => "a text",
        TypedefSyntax => "a typedef",
        EnumSyntax => "an enum",
        StructSyntax => "a struct",
        UnionSyntax => "a union",
        _ => "a program",
    };
}
