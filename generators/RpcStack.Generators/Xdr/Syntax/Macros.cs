using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>What <c>#define</c> has named.</summary>
internal sealed class Macros
{
    // Macros that name macros may grow like 2ⁿ.
    private const int MaxTokens = 100_000;

    private readonly Dictionary<string, IReadOnlyList<XdrToken>> _bodies = new(StringComparer.Ordinal);
    private int _expanded;

    public bool Has(string name) => _bodies.ContainsKey(name);

    public void Define(string name, IReadOnlyList<XdrToken> body) => _bodies[name] = body;

    public void Undefine(string name) => _bodies.Remove(name);

    /// <summary>Appends the token, or what it stands for.</summary>
    public void Expand(XdrToken token, List<XdrToken> tokens, List<Mistake> mistakes)
    {
        if (token.Kind != XdrTokenKind.Word || !Has(token.Text))
        {
            tokens.Add(token);
            return;
        }

        // Innermost last: a name that is being expanded stands for itself. Null takes the last one off.
        List<string> open = [];
        Stack<XdrToken?> waiting = new([token]);
        while (waiting.Count > 0)
        {
            if (waiting.Pop() is not { } next)
            {
                open.RemoveAt(open.Count - 1);
            }
            else if (next.Kind == XdrTokenKind.Word && !open.Contains(next.Text) && _bodies.TryGetValue(next.Text, out var body))
            {
                open.Add(next.Text);
                waiting.Push(null);
                for (int i = body.Count - 1; i >= 0; i--) waiting.Push(body[i]);
            }
            else
            {
                tokens.Add(next with { Place = token.Place, Doc = token.Doc });
            }

            if (++_expanded <= MaxTokens) continue;
            if (_expanded == MaxTokens + 1)
                mistakes.Add(new(
                    XdrRules.Preprocessor, token.Place, "define", $"macros stand for more than {MaxTokens} tokens"));
            return;
        }
    }
}
