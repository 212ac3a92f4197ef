using System.Text;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Expressions by precedence: | ^ &amp; shift sum product unary.</summary>
internal sealed partial class Parser
{
    // Far less than the stack holds, since operators in a row nest too.
    private const int MaxOperators = 200;

    private static readonly string[][] Precedence =
        [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]];

    private int _operators;
    private bool _isBound;

    private Expression Expression() => Whole(isBound: false);

    // A bound ends at the '>' of its sequence, so no '>>' is a shift there.
    private Expression BoundExpression() => Whole(isBound: true);

    private Expression Whole(bool isBound)
    {
        _operators = 0;
        _isBound = isBound;
        return Nested(() => Binary(0));
    }

    private Expression Binary(int level)
    {
        if (level == Precedence.Length) return Unary();
        Expression left = Binary(level + 1);
        while (Precedence[level].FirstOrDefault(AtOperator) is { } sign)
        {
            CountOperator();
            Take();
            if (sign == ">>") Take();
            left = new BinaryExpression(left, sign[0], Binary(level + 1));
        }

        return left;
    }

    private bool AtOperator(string sign) => sign == ">>"
        ? !_isBound && At(">") && Peek(1).Is(">") && Peek(1).Place.Start == Current.Place.Start + 1
        : At(sign);

    private void CountOperator()
    {
        if (++_operators > MaxOperators) throw Fail($"Expected no more than {MaxOperators} operators");
    }

    private Expression Unary()
    {
        if (!At("-") && !At("+") && !At("~")) return Primary();
        CountOperator();
        Token sign = Take();
        Expression operand = Unary();
        return new UnaryExpression(sign.Text[0], operand, sign.Place.To(operand.Place));
    }

    private Expression Primary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Float or TokenKind.Character:
                return new LiteralExpression(Take().Value, token.Place);
            case TokenKind.Text:
                return Text();
            case TokenKind.Word when !token.IsEscaped && token.Text is "TRUE" or "FALSE":
                Take();
                return new LiteralExpression(token.Text == "TRUE", token.Place);
            case TokenKind.Word when token.IsEscaped || !Keywords.IsReserved(token.Text):
                return new NameExpression(Scoped());
        }

        if (At("::")) return new NameExpression(Scoped());
        if (!TryTake("(")) throw Fail("Expected a value");
        bool isBound = _isBound;
        _isBound = false;
        Expression inner = Nested(() => Binary(0));
        _isBound = isBound;
        Expect(")");
        return inner;
    }

    // Strings side by side are one.
    private LiteralExpression Text()
    {
        Token first = Current;
        var text = new StringBuilder();
        bool isBroken = false;
        for (; Current.Kind == TokenKind.Text; Take())
        {
            isBroken |= Current.IsBroken;
            text.Append((string?)Current.Value);
        }

        return new(isBroken ? null : text.ToString(), To(first));
    }
}
