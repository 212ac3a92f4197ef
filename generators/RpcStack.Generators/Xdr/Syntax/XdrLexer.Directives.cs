using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Preprocessor lines, and lines for the C compiler.</summary>
internal sealed partial class XdrLexer
{
    private readonly Stack<Condition> _conditions = new();

    private bool IsSkipping => _conditions.Count > 0 && !_conditions.Peek().IsOpen;

    private readonly Dictionary<string, decimal> _passed = new(StringComparer.Ordinal);

    // Lines for the C compiler mean nothing here, but for two that say what the file itself leaves out.
    private void PassOn()
    {
        (int start, int line) = (_scanner.At, _scanner.Line);
        _scanner.At++;
        SkipSpace();
        bool isDirective = _scanner.Current == '#' && !IsSkipping;
        if (isDirective) _scanner.At++;
        SkipSpace();
        int word = _scanner.At;
        while (char.IsLetter(_scanner.Current)) _scanner.At++;
        string name = isDirective ? _scanner.TextFrom(word) : "";
        if (name == "define")
        {
            PassNumber(Body());
            return;
        }

        int rest = _scanner.At;
        SkipRaw();
        if (name == "include") PassInclude(_scanner.TextFrom(rest), _scanner.SpanFrom(start, line, 0));
    }

    // A header that rpcgen makes of a file stands for that file, where the project has it.
    private void PassInclude(string text, SourceSpan place)
    {
        if (FileName(text) is { } name && name.EndsWith(".h", StringComparison.Ordinal))
            _includes.Add(new(name.Substring(0, name.Length - 2) + ".x", place, IsOptional: true));
    }

    private void PassNumber(List<XdrToken> line)
    {
        if (line.Count < 2 || line[0].Kind != XdrTokenKind.Word) return;
        ConditionReader expression = new([.. line.Skip(1)], _macros, name => _passed.TryGetValue(name, out decimal n) ? n : null);
        if (expression.Value() is { } number) _passed[line[0].Text] = number;
    }

    // What begins as a comment of C's goes on in lines of C's.
    private void SkipRaw()
    {
        while (!_scanner.IsAtEnd && _scanner.Current != '\n')
            if (!_scanner.TryJoin()) _scanner.At++;
    }

    private void Directive()
    {
        (int start, int line, int column) = (_scanner.At, _scanner.Line, _scanner.At - _scanner.LineStart);
        _scanner.At++;
        SkipSpace();
        int word = _scanner.At;
        while (char.IsLetter(_scanner.Current)) _scanner.At++;
        string name = _scanner.TextFrom(word);
        SkipSpace();
        int rest = _scanner.At;
        switch (name)
        {
            case "if" or "ifdef" or "ifndef" or "elif" or "else" or "endif":
                List<XdrToken> condition = Body();
                Conditional(name, condition, _scanner.SpanFrom(start, line, column));
                break;
            case "define" or "undef" when !IsSkipping:
                Define(name, start, line, column);
                break;
            default:
                SkipLine();
                if (!IsSkipping) Other(name, _scanner.TextFrom(rest).Trim(), _scanner.SpanFrom(start, line, column));
                break;
        }

        _comment.Clear();
    }

    private void Other(string name, string rest, SourceSpan place)
    {
        switch (name)
        {
            case "" or "pragma" or "ident" or "line" or "warning" or "define" or "undef": break;
            case "error": Report(name, place, rest.Length == 0 ? "the file says so" : XdrScanner.Show(rest)); break;
            case "include" when FileName(rest) is { } file: _includes.Add(new(file, place)); break;
            case "include": Report(name, place, "a file's name stands between quotes or angle brackets"); break;
            default: Report(XdrScanner.Show(name), place, "there is no such line"); break;
        }
    }

    private void Conditional(string name, List<XdrToken> arguments, SourceSpan place)
    {
        if (name.StartsWith("if", StringComparison.Ordinal))
        {
            bool holds = !IsSkipping && Holds(name, arguments, place);
            _conditions.Push(new(name, place, isDead: IsSkipping, holds));
        }
        else if (_conditions.Count == 0)
        {
            Report(name, place, "no #if belongs to it");
        }
        else if (name == "endif")
        {
            _conditions.Pop();
        }
        else if (_conditions.Peek().HasElse)
        {
            Report(name, place, "#else stands above it already");
        }
        else
        {
            Condition condition = _conditions.Peek();
            bool isWanted = condition is { IsDead: false, WasOpen: false };
            condition.Next(isWanted && (name == "else" || Holds("if", arguments, place)), isElse: name == "else");
        }
    }

    private bool Holds(string name, List<XdrToken> arguments, SourceSpan place)
    {
        bool? holds = name switch
        {
            "if" => new ConditionReader(Expanded(arguments), _macros, static _ => 0).Holds(),
            _ when arguments.Count > 0 && arguments[0].Kind == XdrTokenKind.Word =>
                _macros.Has(arguments[0].Text) == (name == "ifdef"),
            _ => null,
        };
        if (holds is null) Report(name, place, "this is no condition");
        return holds ?? false;
    }

    private void Define(string name, int start, int line, int column)
    {
        int word = _scanner.At;
        while (char.IsLetterOrDigit(_scanner.Current) || _scanner.Current == '_') _scanner.At++;
        string macro = _scanner.TextFrom(word);
        bool isFunction = _scanner.Current == '(';
        List<XdrToken> body = Body();
        SourceSpan place = _scanner.SpanFrom(start, line, column);
        if (macro.Length == 0) Report(name, place, "a name is missing");
        else if (isFunction) Report(name, place, "macros with parameters are not supported");
        else if (name == "define") _macros.Define(macro, body);
        else _macros.Undefine(macro);
    }

    // What defined asks about keeps its name; all else stands for what it means.
    private List<XdrToken> Expanded(List<XdrToken> condition)
    {
        List<XdrToken> expanded = [];
        for (int i = 0; i < condition.Count; i++)
        {
            bool isAsked = i > 0 && (condition[i - 1].Is("defined")
                || (i > 1 && condition[i - 1].Is("(") && condition[i - 2].Is("defined")));
            if (isAsked) expanded.Add(condition[i]);
            else _macros.Expand(condition[i], expanded, _mistakes);
        }

        return expanded;
    }

    // Whatever is no token matters where it is used, and is C's business otherwise.
    private List<XdrToken> Body()
    {
        List<XdrToken> body = [];
        int mistakes = _mistakes.Count;
        while (!_scanner.IsAtEnd && _scanner.Current != '\n')
        {
            if (_scanner.TryJoin()) continue;
            if (char.IsWhiteSpace(_scanner.Current)) _scanner.At++;
            else if (_scanner.Current == '/' && _scanner.Peek(1) == '*') BlockComment();
            else if (_scanner.Current == '/' && _scanner.Peek(1) == '/') SkipLine();
            else if (_scanner.Token() is { } token) body.Add(token);
        }

        _mistakes.RemoveRange(mistakes, _mistakes.Count - mistakes);
        return body;
    }

    private void SkipSpace()
    {
        while (_scanner.Current is ' ' or '\t') _scanner.At++;
    }

    private void Report(string name, SourceSpan place, string text) =>
        _mistakes.Add(new(XdrRules.Preprocessor, place, name, text));

    private static string? FileName(string text)
    {
        text = text.Trim();
        if (text.Length < 3 || text[0] is not ('"' or '<')) return null;
        int end = text.IndexOf(text[0] == '"' ? '"' : '>', 1);
        return end > 1 ? text.Substring(1, end - 1) : null;
    }

    /// <summary>An <c>#if</c> that waits for its <c>#endif</c>.</summary>
    private sealed class Condition(string name, SourceSpan place, bool isDead, bool isOpen)
    {
        public string Name { get; } = name;

        public SourceSpan Place { get; } = place;

        /// <summary>Whether what is around it is left out.</summary>
        public bool IsDead { get; } = isDead;

        /// <summary>Whether the lines are read.</summary>
        public bool IsOpen { get; private set; } = isOpen;

        public bool WasOpen { get; private set; } = isOpen;

        public bool HasElse { get; private set; }

        public void Next(bool isOpen, bool isElse)
        {
            IsOpen = isOpen;
            WasOpen |= isOpen;
            HasElse = isElse;
        }
    }
}
