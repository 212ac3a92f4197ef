using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Finds out what every name means, in the order of declaration, and says what means nothing.</summary>
/// <remarks>What is wrong is left out; what names it is kept, so that a mistake is told once.</remarks>
internal sealed partial class Checker
{
    private const int MaxDepth = 64;

    private readonly ModuleSymbol _root = new(new("", default), null);
    private readonly HashSet<string> _extended;
    private readonly List<(Symbol Symbol, SourceSpan Place)> _forward = [];
    private List<Mistake> _mistakes = [];
    private Scope _scope;
    private string _namespace = "";

    private Checker(IEnumerable<string> extended)
    {
        _scope = _root;
        _extended = [.. extended];
    }

    /// <summary>Gives what a file declares, and adds what is wrong with it.</summary>
    public static ModuleBlock Check(IdlUnit unit, List<Mistake> mistakes)
    {
        var checker = new Checker(unit.Extended);
        foreach (ParsedFile included in unit.Included) checker.File((IdlSyntax)included);
        checker._forward.Clear();
        checker._mistakes = [.. ((IdlSyntax)unit.File).Mistakes];
        ModuleBlock block = checker.File((IdlSyntax)unit.File);
        checker.CheckForward();
        mistakes.AddRange(checker._mistakes.Distinct().OrderBy(mistake => mistake.Place.Start));
        return block;
    }

    private ModuleBlock File(IdlSyntax syntax)
    {
        _scope = _root;
        _namespace = syntax.File.Namespace;
        var block = new ModuleBlock(_root);
        foreach (Definition definition in syntax.Definitions) Declare(definition, block);
        return block;
    }

    private void Declare(Definition definition, ModuleBlock block)
    {
        if (definition is ModuleSyntax module) Module(module, block);
        else if (definition is InterfaceSyntax contract) Keep(Interface(contract), block);
        else Keep(Type(definition), block);
    }

    private static void Keep(Symbol? symbol, ModuleBlock block)
    {
        if (symbol is not null) block.Symbols.Add(symbol);
    }

    private void Module(ModuleSyntax syntax, ModuleBlock outer)
    {
        CheckAnnotations(syntax);
        ModuleSymbol? module = _scope.Own(syntax.Name.Text) as ModuleSymbol;
        if (module is null || module.Name.Text != syntax.Name.Text)
        {
            module = new(syntax.Name, _scope);
            if (!TryAdd(module)) module = new(syntax.Name, _scope) { CSharpName = CSharpNames.Pascal(syntax.Name.Text) };
        }

        (Scope scope, string space) = (_scope, _namespace);
        var block = new ModuleBlock(module);
        _scope = module;
        _namespace = space.Length == 0 ? module.CSharpName : $"{space}.{module.CSharpName}";
        foreach (Definition member in syntax.Members) Declare(member, block);
        (_scope, _namespace) = (scope, space);
        outer.Blocks.Add(block);
    }

    private Symbol? Type(Definition definition) => definition switch
    {
        ForwardSyntax forward => Forward(forward),
        StructSyntax structure => Struct(structure),
        ExceptionSyntax exception => Exception(exception),
        UnionSyntax union => Union(union),
        EnumSyntax enumeration => Enum(enumeration),
        TypedefSyntax typedef => Typedef(typedef),
        ConstSyntax constant => Const(constant),
        _ => null,
    };

    // "struct X;" may be said any number of times, before X and after it.
    private Symbol? Forward(ForwardSyntax syntax)
    {
        CheckAnnotations(syntax);
        Symbol symbol = syntax.Keyword switch
        {
            "interface" => new InterfaceSymbol(syntax.Name, _scope),
            "union" => new UnionSymbol(syntax.Name, _scope),
            _ => new StructSymbol(syntax.Name, _scope, isException: false),
        };
        if (_scope.Own(syntax.Name.Text) is { } other && other.Kind == symbol.Kind && other.Name.Text == syntax.Name.Text)
            return null;
        if (TryAdd(symbol)) _forward.Add((symbol, syntax.Name.Place));
        return null;
    }

    private void CheckForward()
    {
        foreach ((Symbol symbol, SourceSpan place) in _forward)
            if (!IsDefined(symbol))
                Report(IdlRules.Incomplete, place, symbol.Name.Text, "it is announced here and never defined");
    }

    private static bool IsDefined(Symbol symbol) => symbol switch
    {
        StructSymbol structure => structure.IsDefined,
        UnionSymbol union => union.IsDefined,
        InterfaceSymbol contract => contract.IsDefined,
        _ => true,
    };

    // The symbol that a forward declaration made, so that what was said of it before holds.
    private T? Announced<T>(Identifier name) where T : Symbol =>
        _scope.Own(name.Text) is T symbol && symbol.Name.Text == name.Text && !IsDefined(symbol) ? symbol : null;

    private void Report(DiagnosticDescriptor rule, SourceSpan place, params string[] arguments) =>
        _mistakes.Add(new(rule, place, arguments));
}
