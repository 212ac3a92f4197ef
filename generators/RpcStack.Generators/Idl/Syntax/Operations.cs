using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>An operation; the result is null where it is <c>void</c>.</summary>
internal sealed record OperationSyntax(
    Identifier Name,
    bool IsOneway,
    TypeSyntax? Result,
    EquatableArray<ParameterSyntax> Parameters,
    EquatableArray<ScopedName> Raises) : Definition(Name);

/// <summary>A parameter of an operation.</summary>
internal sealed record ParameterSyntax(Identifier Name, Direction Direction, TypeSyntax Type) : Definition(Name);

/// <summary>Which way a parameter travels.</summary>
internal enum Direction
{
    In,
    Out,
    InOut,
}

/// <summary>An attribute.</summary>
internal sealed record AttributeSyntax(
    Identifier Name,
    bool IsReadOnly,
    TypeSyntax Type,
    EquatableArray<ScopedName> GetRaises,
    EquatableArray<ScopedName> SetRaises) : Definition(Name);
