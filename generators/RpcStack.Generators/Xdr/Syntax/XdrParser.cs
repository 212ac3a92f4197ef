using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Reads a file by recursive descent, each mistake costing its definition or its member alone.</summary>
internal sealed partial class XdrParser
{
    /// <summary>How deep types may nest; far less than the stack holds.</summary>
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<XdrToken> _tokens;
    private readonly List<Mistake> _mistakes;
    private readonly List<XdrDefinition> _definitions = [];
    private int _at;
    private int _depth;
    private bool _isUnclosed;

    private XdrParser(IReadOnlyList<XdrToken> tokens, List<Mistake> mistakes)
    {
        _tokens = tokens;
        _mistakes = mistakes;
    }

    public static XdrSyntax Parse(IdlFile file)
    {
        List<Mistake> mistakes = [];
        XdrLexer lexer = XdrLexer.Read(file, mistakes);
        var parser = new XdrParser(lexer.Tokens, mistakes);
        while (parser.Current.Kind != XdrTokenKind.End) parser.Try(parser.Definition, inBraces: false);
        return new(file, new(lexer.Includes), new(parser._definitions), new(lexer.Passed), new(mistakes));
    }

    private XdrToken Current => _tokens[_at];

    private XdrToken Previous => _tokens[Math.Max(0, _at - 1)];

    private XdrToken Peek(int ahead) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    private bool At(string text) => Current.Is(text);

    private XdrToken Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    private bool TryTake(string text)
    {
        if (!At(text)) return false;
        Take();
        return true;
    }

    private XdrToken Expect(string text) => At(text) ? Take() : throw Fail($"Expected '{text}'");

    // What lacks a semicolon is otherwise whole, so nothing is lost.
    private void ExpectEnd()
    {
        if (TryTake(";") || _isUnclosed)
        {
            _isUnclosed = false;
            return;
        }

        Report(XdrRules.Syntax, Previous.Place, $"Expected ';' after {Show(Previous)}");
        if (!At("}") && Current.Place.Line == Previous.Place.EndLine) throw new ParseFailure();
    }

    private XdrName Name(string what, string doc = "")
    {
        if (Current.Kind == XdrTokenKind.Word && !XdrKeywords.IsReserved(Current.Text))
        {
            XdrToken token = Take();
            return new(token.Text, token.Place, doc.Length > 0 ? doc : token.Doc);
        }

        throw Fail($"Expected {what}");
    }

    // value = constant | identifier; rpcgen takes a sign in front.
    private ValueSyntax Value()
    {
        XdrToken first = Current;
        bool isNegative = TryTake("-");
        if (Current.Kind == XdrTokenKind.Number)
        {
            XdrToken number = Take();
            decimal value = isNegative ? -number.Value : number.Value;
            return new((isNegative ? "-" : "") + number.Text, value, first.Place.To(number.Place));
        }

        if (isNegative) throw Fail("Expected a number");
        if (Current.Is("bool")) throw Fail("Expected a number or a name for one");
        XdrName name = Name("a number or a name for one");
        return new(name.Text, null, name.Place);
    }

    private ParseFailure Fail(string expected)
    {
        Report(XdrRules.Syntax, Current.Place, $"{expected}, found {Show(Current)}");
        return new();
    }

    private static string Show(XdrToken token) =>
        token.Kind == XdrTokenKind.End ? "the end of the file" : $"'{XdrScanner.Show(token.Text)}'";

    private void Try(Action parse, bool inBraces)
    {
        int start = _at;
        int depth = _depth;
        try
        {
            parse();
        }
        catch (ParseFailure)
        {
            _depth = depth;
            _isUnclosed = false;
            Recover(inBraces);
        }

        if (_at == start) Take();
    }

    // Goes on behind the definition: its semicolon, or the brace around it.
    private void Recover(bool inBraces)
    {
        int open = 0;
        while (Current.Kind != XdrTokenKind.End)
        {
            if (open == 0 && inBraces && At("}")) return;
            if (Current.Place.Line > Previous.Place.EndLine && Current.Place.Column == 0
                && XdrKeywords.BeginsDefinition(Current)) return;
            XdrToken token = Take();
            if (token.Is("{")) open++;
            else if (token.Is("}") && open > 0) open--;
            else if (token.Is(";") && open == 0) return;
        }
    }

    private XdrToken Open()
    {
        XdrToken opening = Expect("{");
        if (At("}")) Report(XdrRules.Syntax, opening.Place.To(Current.Place), "Nothing stands between '{' and '}'");
        return opening;
    }

    // body = "{" item { item } "}"
    private List<T> Braces<T>(Func<T?> item) where T : class
    {
        List<T> items = [];
        XdrToken opening = Open();
        while (!At("}"))
        {
            if (Current.Kind == XdrTokenKind.End || (Current.Place.Column == 0 && XdrKeywords.BeginsDefinition(Current)))
            {
                if (!_isUnclosed) Report(XdrRules.Syntax, opening.Place, "No '}' belongs to this '{'");
                _isUnclosed = true;
                return items;
            }

            Try(() => { if (item() is { } one) items.Add(one); }, inBraces: true);
        }

        Take();
        return items;
    }

    private void Deepen()
    {
        if (++_depth <= MaxDepth) return;
        Report(XdrRules.Depth, Current.Place, $"{MaxDepth}");
        throw new ParseFailure();
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor rule, SourceSpan place, params string[] arguments) =>
        _mistakes.Add(new(rule, place, arguments));
}
