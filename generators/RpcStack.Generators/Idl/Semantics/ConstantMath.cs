using System.Numerics;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>What the operators do (OMG IDL 4.2 §7.4.1.4.3).</summary>
internal static class ConstantMath
{
    private const int MaxShift = 63;

    public static object? Unary(char sign, object operand, IdlType? type, out string? problem)
    {
        problem = null;
        switch (sign, operand)
        {
            case ('+', BigInteger or double):
                return operand;
            case ('-', BigInteger number):
                return -number;
            case ('-', double number):
                return -number;
            case ('~', BigInteger number):
                return ConstantTypes.MaxUnsigned(type) is { } all ? all - number : -(number + 1);
        }

        problem = $"'{sign}' needs a number";
        return null;
    }

    public static object? Binary(object left, char sign, object right, out string? problem)
    {
        problem = null;
        if (left is BigInteger a && right is BigInteger b) return Integers(a, sign, b, out problem);
        if (left is BigInteger or double && right is BigInteger or double)
            return Reals(Real(left), sign, Real(right), out problem);
        problem = $"'{sign}' needs a number on both sides";
        return null;
    }

    private static BigInteger? Integers(BigInteger left, char sign, BigInteger right, out string? problem)
    {
        problem = sign switch
        {
            '/' or '%' when right.IsZero => "This divides by zero",
            '<' or '>' when right < 0 || right > MaxShift => $"A shift is by 0 to {MaxShift} places",
            _ => null,
        };
        if (problem is not null) return null;
        return sign switch
        {
            '|' => left | right,
            '^' => left ^ right,
            '&' => left & right,
            '<' => left << (int)right,
            '>' => left >> (int)right,
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => BigInteger.Divide(left, right),
            _ => BigInteger.Remainder(left, right),
        };
    }

    private static object? Reals(double left, char sign, double right, out string? problem)
    {
        problem = null;
        switch (sign)
        {
            case '+':
                return left + right;
            case '-':
                return left - right;
            case '*':
                return left * right;
            case '/' when right != 0:
                return left / right;
            case '/':
                problem = "This divides by zero";
                return null;
            default:
                problem = $"'{sign}' needs an integer on both sides";
                return null;
        }
    }

    private static double Real(object value) => value is BigInteger number ? (double)number : (double)value;
}
