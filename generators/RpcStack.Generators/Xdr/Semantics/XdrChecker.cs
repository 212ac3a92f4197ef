using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>Finds what is wrong with a file's definitions.</summary>
internal sealed partial class XdrChecker
{
    private readonly XdrScope _scope;
    private readonly List<Mistake> _mistakes;
    private readonly Dictionary<decimal, string> _programs = [];

    private XdrChecker(XdrScope scope, List<Mistake> mistakes)
    {
        _scope = scope;
        _mistakes = mistakes;
    }

    public static void Check(XdrScope scope, List<Mistake> mistakes)
    {
        var checker = new XdrChecker(scope, mistakes);
        foreach (XdrSymbol symbol in scope.Own) checker.Check(symbol);
        checker.CheckSizes();
    }

    private void Check(XdrSymbol symbol)
    {
        switch (symbol.Definition)
        {
            case ConstSyntax constant: _scope.CheckedValue(constant.Value); break;
            case TypedefSyntax: _scope.Resolve(symbol); break;
            case EnumSyntax enumeration: Check(enumeration); break;
            case StructSyntax structure: Check(structure); break;
            case UnionSyntax union: Check(union); break;
            case ProgramSyntax program: Check(program); break;
        }
    }

    private void Check(EnumSyntax enumeration)
    {
        foreach ((EnumMemberSyntax member, decimal? number) in enumeration.Members.Zip(_scope.Numbers(enumeration), (m, n) => (m, n)))
        {
            if (member.Value is not null && _scope.CheckedValue(member.Value) is null) continue;
            if (number is < int.MinValue or > int.MaxValue)
                Report(XdrRules.Constant, member.Name, "a member of an enum is a signed number of 32 bits");
        }
    }

    private void Check(StructSyntax structure)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (DeclarationSyntax field in structure.Fields)
        {
            _scope.Resolve(field);
            if (!names.Add(field.Name.Text)) Report(XdrRules.Taken, field.Name, "another field is called so");
        }
    }

    private void Report(DiagnosticDescriptor rule, XdrName name, string text) => Report(rule, name.Place, name.Text, text);

    private void Report(DiagnosticDescriptor rule, SourceSpan place, string name, string text) =>
        _mistakes.Add(new(rule, place, XdrScanner.Show(name), text));
}
