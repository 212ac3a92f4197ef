using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>A type, where it is used.</summary>
internal abstract record TypeSyntax(SourceSpan Place);

/// <summary>A type that the language has.</summary>
internal sealed record PrimitiveSyntax(Primitive Primitive, SourceSpan Place) : TypeSyntax(Place);

/// <summary><c>string</c> or <c>wstring</c>, perhaps bounded.</summary>
internal sealed record StringSyntax(Expression? Bound, SourceSpan Place) : TypeSyntax(Place);

/// <summary><c>sequence&lt;T, 10&gt;</c>.</summary>
internal sealed record SequenceSyntax(TypeSyntax Element, Expression? Bound, SourceSpan Place) : TypeSyntax(Place);

/// <summary><c>map&lt;K, V, 10&gt;</c>.</summary>
internal sealed record MapSyntax(TypeSyntax Key, TypeSyntax Value, Expression? Bound, SourceSpan Place)
    : TypeSyntax(Place);

/// <summary>A type that is declared elsewhere.</summary>
internal sealed record NamedSyntax(ScopedName Name) : TypeSyntax(Name.Place);
