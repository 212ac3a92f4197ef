using System.Numerics;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>
/// Expressions. Values are BigInteger, double, char, string, bool or <see cref="EnumeratorSymbol"/>; null is one that is
/// broken, and reported.
/// </summary>
internal sealed partial class Checker
{
    private static readonly BigInteger Least = long.MinValue;
    private static readonly BigInteger Most = ulong.MaxValue;

    /// <summary>The value as one of the type.</summary>
    private object? Evaluate(Expression expression, IdlType type)
    {
        if (Fold(expression, type) is not { } value) return null;
        if (ConstantTypes.Convert(value, type, out string? problem) is { } converted) return converted;
        Report(IdlRules.Constant, expression.Place, problem!);
        return null;
    }

    private int? Length(Expression expression, string what)
    {
        if (Fold(expression, null) is not { } value) return null;
        if (value is BigInteger number && number > 0 && number <= int.MaxValue) return (int)number;
        Report(IdlRules.Constant, expression.Place, $"{what} is an integer from 1 to {int.MaxValue}");
        return null;
    }

    private object? Fold(Expression expression, IdlType? type) => expression switch
    {
        LiteralExpression literal => literal.Value,
        NameExpression name => Named(name.Name),
        UnaryExpression unary => Fold(unary.Operand, type) is { } value
            ? Checked(ConstantMath.Unary(unary.Operator, value, type, out string? problem), problem, unary)
            : null,
        BinaryExpression binary => Binary(binary, type),
        _ => null,
    };

    private object? Binary(BinaryExpression binary, IdlType? type)
    {
        object? left = Fold(binary.Left, type);
        object? right = Fold(binary.Right, type);
        if (left is null || right is null) return null;
        return Checked(ConstantMath.Binary(left, binary.Operator, right, out string? problem), problem, binary);
    }

    private object? Checked(object? value, string? problem, Expression expression)
    {
        if (value is BigInteger number && (number < Least || number > Most)) problem = "The value is beyond 64 bits";
        else if (value is double real && (double.IsNaN(real) || double.IsInfinity(real))) problem = "The value is no number";
        if (problem is null) return value;
        Report(IdlRules.Constant, expression.Place, problem);
        return null;
    }

    private object? Named(ScopedName name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case ConstSymbol constant:
                return constant.Value;
            case EnumeratorSymbol enumerator:
                return enumerator;
            case { } other:
                Report(IdlRules.Kind, name.Place, name.ToString(), other.Kind, "a constant");
                return null;
        }
    }
}
