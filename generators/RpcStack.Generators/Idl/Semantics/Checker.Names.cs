using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Names: who has them, and what they mean where they are used.</summary>
internal sealed partial class Checker
{
    /// <summary>Declares a symbol in the scope; false, and reported, where its name is taken.</summary>
    private bool TryAdd(Symbol symbol)
    {
        symbol.CSharpName = symbol switch
        {
            InterfaceSymbol => CSharpNames.Interface(symbol.Name.Text),
            OperationSymbol => symbol.CSharpName,
            _ => CSharpNames.Pascal(symbol.Name.Text),
        };
        symbol.Namespace = _namespace;
        if (_scope.Own(symbol.Name.Text) is { } other) return Refuse(symbol, other);
        _scope.Add(symbol);
        return symbol is EnumeratorSymbol or TypedefSymbol or ModuleSymbol || TryTakeCSharpName(symbol, symbol.CSharpName);
    }

    private bool Refuse(Symbol symbol, Symbol other)
    {
        string where = $"on line {other.Place.Line + 1}";
        if (other.Place.Path != symbol.Place.Path) where += $" of {Path.GetFileName(other.Place.Path)}";
        Report(
            IdlRules.Taken,
            symbol.Place,
            symbol.Name.Text,
            other.Name.Text == symbol.Name.Text
                ? $"{other.Kind} of that name is declared {where}"
                : $"it differs only in case from '{other.Name.Text}', {other.Kind} {where}");
        return false;
    }

    private bool TryTakeCSharpName(Symbol symbol, string name)
    {
        if (!_scope.CSharpNames.TryGetValue(name, out Symbol other))
        {
            _scope.CSharpNames.Add(name, symbol);
            return true;
        }

        Report(
            IdlRules.Taken, symbol.Place, symbol.Name.Text,
            $"it is called '{name}' in C#, and so is '{other.Name.Text}' on line {other.Place.Line + 1}");
        return false;
    }

    /// <summary>Finds what a name means here, or reports that it means nothing.</summary>
    private Symbol? Find(ScopedName name)
    {
        Symbol? symbol = null;
        for (int i = 0; i < name.Parts.Count; i++)
        {
            Identifier part = name.Parts[i];
            if (i == 0)
            {
                symbol = name.IsAbsolute ? _root.Own(part.Text) : FindOutward(part.Text);
            }
            else if (symbol is Scope scope)
            {
                symbol = scope.Find(part.Text);
            }
            else
            {
                Report(IdlRules.Kind, name.Parts[i - 1].Place, symbol!.Name.Text, symbol.Kind, "a module or an interface");
                return null;
            }

            if (symbol is null || symbol.Name.Text != part.Text)
            {
                Report(
                    IdlRules.Undeclared, part.Place, part.Text,
                    symbol is null ? "" : $"; it is written '{symbol.Name.Text}'");
                return null;
            }
        }

        return symbol;
    }

    private Symbol? FindOutward(string name)
    {
        for (Scope? scope = _scope; scope is not null; scope = scope.Container)
            if (scope.Find(name) is { } symbol) return symbol;
        return null;
    }

    private T? Find<T>(ScopedName name, string needed) where T : Symbol
    {
        Symbol? symbol = Find(name);
        if (symbol is null or T) return (T?)symbol;
        Report(IdlRules.Kind, name.Place, name.ToString(), symbol.Kind, needed);
        return null;
    }
}
