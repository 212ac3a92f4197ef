using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Something with a name.</summary>
internal abstract record Definition(Identifier Name)
{
    /// <summary>The comment above it, or behind it.</summary>
    public string Doc { get; init; } = "";

    public EquatableArray<AnnotationSyntax> Annotations { get; init; }
}

/// <summary><c>module</c>.</summary>
internal sealed record ModuleSyntax(Identifier Name, EquatableArray<Definition> Members) : Definition(Name);

/// <summary><c>interface X;</c>, <c>struct X;</c> or <c>union X switch …;</c> before the declaration itself.</summary>
internal sealed record ForwardSyntax(Identifier Name, string Keyword) : Definition(Name);

/// <summary><c>interface</c>.</summary>
internal sealed record InterfaceSyntax(
    Identifier Name, EquatableArray<ScopedName> Bases, EquatableArray<Definition> Members) : Definition(Name);

/// <summary><c>struct</c>.</summary>
internal sealed record StructSyntax(Identifier Name, ScopedName? Base, EquatableArray<MemberSyntax> Members)
    : Definition(Name);

/// <summary><c>exception</c>.</summary>
internal sealed record ExceptionSyntax(Identifier Name, EquatableArray<MemberSyntax> Members) : Definition(Name);

/// <summary>A member of a struct, an exception or a union.</summary>
internal sealed record MemberSyntax(Identifier Name, TypeSyntax Type, EquatableArray<Expression> Dimensions)
    : Definition(Name);

/// <summary><c>union</c>.</summary>
internal sealed record UnionSyntax(Identifier Name, TypeSyntax Discriminator, EquatableArray<UnionArmSyntax> Arms)
    : Definition(Name);

/// <summary>A member of a union with its labels; of <c>default</c> the value is null.</summary>
internal sealed record UnionArmSyntax(EquatableArray<LabelSyntax> Labels, MemberSyntax Member);

/// <summary><c>case 1:</c> or <c>default:</c>.</summary>
internal sealed record LabelSyntax(Expression? Value, SourceSpan Place);

/// <summary><c>enum</c>.</summary>
internal sealed record EnumSyntax(Identifier Name, EquatableArray<EnumeratorSyntax> Enumerators) : Definition(Name);

/// <summary>A name of an <c>enum</c>.</summary>
internal sealed record EnumeratorSyntax(Identifier Name) : Definition(Name);

/// <summary>A name that a <c>typedef</c> gives.</summary>
internal sealed record TypedefSyntax(Identifier Name, TypeSyntax Type, EquatableArray<Expression> Dimensions)
    : Definition(Name);

/// <summary><c>const</c>.</summary>
internal sealed record ConstSyntax(Identifier Name, TypeSyntax Type, Expression Value) : Definition(Name);
