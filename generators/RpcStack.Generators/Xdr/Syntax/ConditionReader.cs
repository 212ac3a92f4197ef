namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>What stands behind <c>#if</c>: numbers, <c>defined</c>, comparisons, and, or, not.</summary>
/// <param name="tokens">The tokens, macros replaced by what they stand for.</param>
/// <param name="macros">The macros that <c>defined</c> asks for.</param>
/// <param name="names">What other names stand for; in a condition 0, as in C.</param>
internal sealed class ConditionReader(IReadOnlyList<XdrToken> tokens, Macros macros, Func<string, decimal?> names)
{
    private const int MaxDepth = 64;

    // By ascending strength.
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*"]];

    private int _at;
    private int _depth;

    /// <summary>Whether it holds; null where it is no condition.</summary>
    public bool? Holds() => Value() is { } value ? value != 0 : null;

    /// <summary>The number; null where it is none.</summary>
    public decimal? Value()
    {
        decimal? value = Binary(0);
        return _at == tokens.Count ? value : null;
    }

    private decimal? Binary(int level)
    {
        if (level == Levels.Length) return Unary();
        decimal? left = Binary(level + 1);
        while (left is not null && _at < tokens.Count && Levels[level].Contains(tokens[_at].Text))
        {
            string sign = tokens[_at++].Text;
            left = Binary(level + 1) is { } right ? Apply(sign, left.Value, right) : null;
        }

        return left;
    }

    private decimal? Unary()
    {
        if (_at >= tokens.Count || ++_depth > MaxDepth) return null;
        decimal? value = Primary(tokens[_at++]);
        _depth--;
        return value;
    }

    private decimal? Primary(XdrToken token)
    {
        if (token.Kind == XdrTokenKind.Number) return token.Value;
        if (token.Is("defined")) return Defined();
        if (token.Kind == XdrTokenKind.Word) return names(token.Text);
        if (token.Is("!")) return Unary() is { } value ? (value == 0 ? 1 : 0) : null;
        if (token.Is("-")) return -Unary();
        if (!token.Is("(")) return null;
        decimal? inner = Binary(0);
        return TryTake(")") ? inner : null;
    }

    private decimal? Defined()
    {
        bool isInParentheses = TryTake("(");
        if (_at >= tokens.Count || tokens[_at].Kind != XdrTokenKind.Word) return null;
        bool has = macros.Has(tokens[_at++].Text);
        return !isInParentheses || TryTake(")") ? (has ? 1 : 0) : null;
    }

    private bool TryTake(string sign)
    {
        if (_at >= tokens.Count || !tokens[_at].Is(sign)) return false;
        _at++;
        return true;
    }

    private static decimal? Apply(string sign, decimal left, decimal right)
    {
        try
        {
            return sign switch
            {
                "||" => left != 0 || right != 0 ? 1 : 0,
                "&&" => left != 0 && right != 0 ? 1 : 0,
                "==" => left == right ? 1 : 0,
                "!=" => left != right ? 1 : 0,
                "<" => left < right ? 1 : 0,
                ">" => left > right ? 1 : 0,
                "<=" => left <= right ? 1 : 0,
                ">=" => left >= right ? 1 : 0,
                "+" => left + right,
                "-" => left - right,
                _ => left * right,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
