using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Interfaces and what they inherit.</summary>
internal sealed partial class Checker
{
    private InterfaceSymbol? Interface(InterfaceSyntax syntax)
    {
        CheckAnnotations(syntax, "onc_program");
        InterfaceSymbol symbol = Announced<InterfaceSymbol>(syntax.Name) ?? new(syntax.Name, _scope);
        bool isNew = _scope.Own(syntax.Name.Text) == symbol || TryAdd(symbol);
        symbol.Doc = syntax.Doc;
        symbol.OncProgram = Program(syntax);
        foreach (ScopedName name in syntax.Bases) Base(name, symbol);
        CheckInherited(symbol, syntax.Name);
        symbol.IsDefined = true;
        Scope outer = _scope;
        _scope = symbol;
        symbol.CSharpNames[symbol.CSharpName] = symbol;
        foreach (Definition member in syntax.Members) Export(member, symbol);
        _scope = outer;
        CheckOrdinals(symbol);
        return isNew ? symbol : null;
    }

    private void Base(ScopedName name, InterfaceSymbol derived)
    {
        if (Find<InterfaceSymbol>(name, "an interface") is not { } other) return;
        string? problem = other switch
        {
            _ when other == derived => "it extends itself",
            { IsDefined: false } => $"it extends '{name}', which is not complete here",
            _ when derived.Bases.Contains(other) => $"it extends '{name}' twice",
            _ when other.Depth >= MaxDepth => $"it is more than {MaxDepth} steps away from its first base",
            _ => null,
        };
        if (problem is null) derived.Extend(other);
        else Report(IdlRules.Inheritance, name.Place, derived.Name.Text, problem);
    }

    // Two bases may not give one name to two operations.
    private void CheckInherited(InterfaceSymbol symbol, Identifier place)
    {
        Dictionary<string, Symbol> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (InterfaceSymbol other in symbol.Family().Skip(1))
        {
            foreach (OperationSymbol operation in other.Members.OfType<OperationSymbol>())
            {
                if (!names.TryGetValue(operation.Name.Text, out Symbol first)) names.Add(operation.Name.Text, operation);
                else if (first.Container != operation.Container)
                    Report(
                        IdlRules.Inheritance, place.Place, symbol.Name.Text,
                        $"it inherits '{operation.Name.Text}' from '{first.Container!.Name.Text}' and from '{other.Name.Text}'");
            }
        }
    }

    private void Export(Definition definition, InterfaceSymbol owner)
    {
        switch (definition)
        {
            case OperationSyntax syntax:
                if (IsFree(syntax.Name, owner)) Add(Operation(syntax, owner), owner);
                break;
            case AttributeSyntax syntax:
                if (IsFree(syntax.Name, owner)) Attribute(syntax, owner);
                break;
            default:
                if (Type(definition) is { } type) owner.Members.Add(type);
                break;
        }
    }

    private bool IsFree(Identifier name, InterfaceSymbol owner)
    {
        foreach (InterfaceSymbol other in owner.Family().Skip(1))
        {
            if (other.Own(name.Text) is not OperationSymbol) continue;
            Report(IdlRules.Inheritance, name.Place, name.Text, $"it is inherited from '{other.Name.Text}' and cannot be declared again");
            return false;
        }

        return true;
    }

    private void CheckOrdinals(InterfaceSymbol symbol)
    {
        List<OperationSymbol> operations = [.. symbol.Members.OfType<OperationSymbol>()];
        if (operations.All(operation => operation.Ordinal is null)) return;
        HashSet<int> taken = [];
        foreach (OperationSymbol operation in operations)
        {
            if (operation.Ordinal is not { } ordinal)
                Report(IdlRules.Annotation, operation.Place, "id", $"other operations have an @id, '{operation.Name.Text}' has none");
            else if (!taken.Add(ordinal))
                Report(IdlRules.Annotation, operation.Place, "id", $"the id {ordinal} is taken");
        }
    }
}
