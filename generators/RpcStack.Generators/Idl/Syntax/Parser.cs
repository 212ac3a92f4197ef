using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Reads a file by recursive descent (OMG IDL 4.2 §7.4), each mistake costing its declaration alone.</summary>
internal sealed partial class Parser
{
    /// <summary>How deep modules, types and expressions may nest; far less than the stack holds.</summary>
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<Token> _tokens;
    private readonly List<Mistake> _mistakes;
    private int _at;
    private int _depth;
    private bool _isUnclosed;

    private Parser(IReadOnlyList<Token> tokens, List<Mistake> mistakes)
    {
        _tokens = tokens;
        _mistakes = mistakes;
    }

    public static IdlSyntax Parse(IdlFile file)
    {
        List<Mistake> mistakes = [];
        (IReadOnlyList<Token> tokens, IReadOnlyList<IdlInclude> includes) = Lexer.Read(file, mistakes);
        var parser = new Parser(tokens, mistakes);
        List<Definition> definitions = [];
        while (parser.Current.Kind != TokenKind.End)
        {
            parser.Definitions(definitions);
            if (parser.Current.Kind == TokenKind.End) break;
            parser.Report(IdlRules.Syntax, parser.Current.Place, "No '{' belongs to this '}'");
            parser.Take();
            parser.TryTake(";");
        }

        return new(file, new(includes), new(BaseNames(definitions)), new(definitions), new(mistakes));
    }

    private Token Current => _tokens[_at];

    private Token Previous => _tokens[Math.Max(0, _at - 1)];

    private Token Peek(int ahead) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    private bool At(string text) => Current.Is(text);

    private Token Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    private bool TryTake(string text)
    {
        if (!At(text)) return false;
        Take();
        return true;
    }

    private Token Expect(string text) => At(text) ? Take() : throw Fail($"Expected '{text}'");

    // What lacks a semicolon is otherwise whole, so nothing is lost.
    private void ExpectEnd()
    {
        if (TryTake(";") || _isUnclosed || Previous.IsBroken) return;
        Report(IdlRules.Syntax, Previous.Place, $"Expected ';' after {Show(Previous)}");
        if (!At("}") && Current.Place.Line == Previous.Place.EndLine) throw new ParseFailure();
    }

    private ParseFailure Fail(string expected)
    {
        Report(IdlRules.Syntax, Current.Place, $"{expected}, found {Show(Current)}");
        return new();
    }

    private static string Show(Token token) => token.Kind switch
    {
        TokenKind.End => "the end of the file",
        _ when token.Text.Length > 24 => $"'{token.Text.Substring(0, 24)}…'",
        _ => $"'{token.Text}'",
    };

    // Goes on behind the declaration: its semicolon, or the brace around it.
    private void Recover()
    {
        int open = 0;
        while (Current.Kind != TokenKind.End)
        {
            if (open == 0 && At("}")) return;
            if (open == 0 && Current.Place.Line > Previous.Place.EndLine && Keywords.BeginsDefinition(Current)) return;
            Token token = Take();
            if (token.Is("{")) open++;
            else if (token.Is("}")) open--;
            else if (token.Is(";") && open == 0) return;
        }
    }

    private List<T> List<T>(Func<T> item)
    {
        List<T> items = [item()];
        while (TryTake(",")) items.Add(item());
        return items;
    }

    private T Nested<T>(Func<T> parse)
    {
        if (_depth >= MaxDepth)
        {
            Report(IdlRules.Depth, Current.Place, $"{MaxDepth}");
            throw new ParseFailure();
        }

        _depth++;
        try
        {
            return parse();
        }
        finally
        {
            _depth--;
        }
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor rule, SourceSpan place, params string[] arguments) =>
        _mistakes.Add(new(rule, place, arguments));

    private static IEnumerable<string> BaseNames(IEnumerable<Definition> definitions) => definitions
        .SelectMany(definition => definition switch
        {
            StructSyntax { Base: { } other } => [other.Last.Text],
            ModuleSyntax module => BaseNames(module.Members),
            InterfaceSyntax contract => BaseNames(contract.Members),
            _ => [],
        })
        .Distinct();
}
