using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>The names that a file sees: its own, and those of the files that it includes.</summary>
internal sealed partial class XdrScope
{
    private readonly Dictionary<string, XdrSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XdrConstant> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<EnumSyntax, IReadOnlyList<XdrConstant>> _members = [];
    private readonly Dictionary<string, string> _nameInCSharp = new(StringComparer.Ordinal);
    private readonly List<Mistake> _mistakes;

    // <rpc/auth.h>, which every RPC library has.
    private const int MaxNetName = 255;

    private XdrScope(List<Mistake> mistakes)
    {
        _mistakes = mistakes;
        // RFC 4506 §4.4: enum { FALSE = 0, TRUE = 1 }.
        _constants["FALSE"] = new(null, null) { Number = 0, IsKnown = true };
        _constants["TRUE"] = new(null, null) { Number = 1, IsKnown = true };
    }

    public static XdrScope Of(XdrSyntax file, IReadOnlyList<XdrSyntax> included, List<Mistake> mistakes)
    {
        var scope = new XdrScope(mistakes);
        foreach (XdrSyntax other in included) scope.Add(other, isOwn: false);
        scope.Add(file, isOwn: true);
        foreach (XdrSyntax other in included.Append(file)) scope.AddPassed(other);
        if (scope.Find("MAXNETNAMELEN") is null && !scope.HasConstant("MAXNETNAMELEN"))
            scope._constants.Add("MAXNETNAMELEN", new(null, null) { Number = MaxNetName, IsKnown = true });
        return scope;
    }

    /// <summary>What the file itself defines, in its order; of a name that comes twice the first.</summary>
    public List<XdrSymbol> Own { get; } = [];

    public XdrSymbol? Find(string name) => _symbols.TryGetValue(name, out XdrSymbol symbol) ? symbol : null;

    public bool HasConstant(string name) => _constants.ContainsKey(name);

    /// <summary>The numbers of an enum's members, null where they are unknown.</summary>
    public IEnumerable<decimal?> Numbers(EnumSyntax syntax) => _members[syntax].Select(Number);

    /// <summary>What a value means; null where it means nothing, which is for the caller to report.</summary>
    public decimal? Evaluate(ValueSyntax value) =>
        value.Number ?? (_constants.TryGetValue(value.Text, out XdrConstant constant) ? Number(constant) : null);

    private void Add(XdrSyntax file, bool isOwn)
    {
        foreach (XdrDefinition definition in file.Definitions)
        {
            var symbol = new XdrSymbol(definition, file.File.Namespace, isOwn);
            if (!Declare(symbol)) continue;
            if (isOwn) Own.Add(symbol);
            if (definition is ConstSyntax constant) _constants[constant.Name.Text] = new(constant.Value, null);
            if (definition is EnumSyntax enumeration) Members(enumeration, isOwn);
        }
    }

    // What only the C compiler is told counts where nobody else says anything.
    private void AddPassed(XdrSyntax file)
    {
        foreach (PassedConstant passed in file.Passed)
        {
            if (_constants.ContainsKey(passed.Name) || _symbols.ContainsKey(passed.Name)) continue;
            _constants.Add(passed.Name, new(null, null) { Number = passed.Number, IsKnown = true });
        }
    }

    private bool Declare(XdrSymbol symbol)
    {
        XdrName name = symbol.Definition.Name;
        if (_symbols.ContainsKey(name.Text) || _constants.ContainsKey(name.Text))
        {
            if (symbol.IsOwn) Report(name, "it is declared already");
            return false;
        }

        _symbols.Add(name.Text, symbol);
        if (symbol.Definition is TypedefSyntax or ConstSyntax or TextSyntax or ProgramSyntax) return true;
        if (!_nameInCSharp.TryGetValue(symbol.FullName, out string other)) _nameInCSharp.Add(symbol.FullName, name.Text);
        else if (symbol.IsOwn) Report(name, $"'{other}' is called {symbol.CSharpName} in C# too");
        return true;
    }

    private void Members(EnumSyntax syntax, bool isOwn)
    {
        List<XdrConstant> members = [];
        foreach (EnumMemberSyntax member in syntax.Members)
        {
            XdrConstant constant = new(member.Value, members.Count == 0 ? null : members[members.Count - 1]);
            members.Add(constant);
            bool isTaken = _symbols.ContainsKey(member.Name.Text) || _constants.ContainsKey(member.Name.Text);
            if (!isTaken) _constants.Add(member.Name.Text, constant);
            else if (isOwn) Report(member.Name, "it is declared already");
        }

        _members[syntax] = members;
    }

    // A chain of names, each for the next: no recursion, since it may be longer than the stack is deep.
    private decimal? Number(XdrConstant constant)
    {
        Stack<XdrConstant> chain = new();
        HashSet<XdrConstant> seen = [];
        for (XdrConstant? at = constant; at is not null && !at.IsKnown && seen.Add(at); at = Next(at)) chain.Push(at);
        while (chain.Count > 0)
        {
            XdrConstant link = chain.Pop();
            XdrConstant? next = Next(link);
            link.Number = link.Value is null
                ? (next is null ? 0 : next.Number + 1)
                : link.Value.Number ?? next?.Number;
            link.IsKnown = true;
        }

        return constant.Number;
    }

    private XdrConstant? Next(XdrConstant constant) => constant.Value switch
    {
        null => constant.Previous,
        { Number: not null } => null,
        { Text: string name } => _constants.TryGetValue(name, out XdrConstant next) ? next : null,
    };

    private void Report(XdrName name, string text) =>
        _mistakes.Add(new(XdrRules.Taken, name.Place, XdrScanner.Show(name.Text), text));
}
