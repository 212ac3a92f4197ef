using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>An expression for a constant (OMG IDL 4.2 §7.4.1.4.3).</summary>
internal abstract record Expression(SourceSpan Place);

/// <summary>A literal: an integer, a double, a char, a string or a bool; null where it is broken, and reported.</summary>
internal sealed record LiteralExpression(object? Value, SourceSpan Place) : Expression(Place);

/// <summary>Another constant, or an enumerator.</summary>
internal sealed record NameExpression(ScopedName Name) : Expression(Name.Place);

/// <summary>An operator before its operand.</summary>
internal sealed record UnaryExpression(char Operator, Expression Operand, SourceSpan Place) : Expression(Place);

/// <summary>An operator between its operands; of a shift, its first character.</summary>
internal sealed record BinaryExpression(Expression Left, char Operator, Expression Right)
    : Expression(Left.Place.To(Right.Place));
