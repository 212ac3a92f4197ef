using System.Numerics;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Unions.</summary>
internal sealed partial class Checker
{
    private UnionSymbol? Union(UnionSyntax syntax)
    {
        CheckAnnotations(syntax);
        UnionSymbol symbol = Announced<UnionSymbol>(syntax.Name) ?? new(syntax.Name, _scope);
        bool isNew = _scope.Own(syntax.Name.Text) == symbol || TryAdd(symbol);
        symbol.Doc = syntax.Doc;
        symbol.Discriminator = Discriminator(syntax);
        Dictionary<object, SourceSpan> labels = [];
        Dictionary<string, Symbol> names = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, Symbol> inCSharp = new(StringComparer.Ordinal);
        SourceSpan? other = null;
        foreach (UnionArmSyntax arm in syntax.Arms)
        {
            bool isDefault = false;
            List<object> own = [];
            foreach (LabelSyntax label in arm.Labels)
            {
                if (label.Value is not null) Label(symbol, label, labels, own);
                else if (other is not null) Wrong(symbol, label.Place, "it has two defaults");
                else (other, isDefault) = (label.Place, true);
            }

            if (Arm(arm.Member, symbol) is not { } member || !IsUnique(member, names, inCSharp)) continue;
            symbol.Arms.Add(new(isDefault ? [] : own, member));
        }

        CheckCover(symbol, labels.Count, other);
        if (syntax.Arms.Count == 0) Wrong(symbol, syntax.Name.Place, "it has no member");
        symbol.IsDefined = true;
        return isNew && symbol.Discriminator is not null && symbol.Arms.Count > 0 ? symbol : null;
    }

    private IdlType? Discriminator(UnionSyntax syntax)
    {
        IdlType? type = Resolve(syntax.Discriminator);
        if (type is null or DeclaredType { Symbol: EnumSymbol }) return type;
        if (type is PrimitiveType { Primitive: not (Primitive.Float or Primitive.Double) }) return type;
        Report(
            IdlRules.Union, syntax.Discriminator.Place, syntax.Name.Text,
            "its discriminator is an integer, a character, a boolean or an enum");
        return null;
    }

    private void Label(
        UnionSymbol union, LabelSyntax label, Dictionary<object, SourceSpan> labels, List<object> own)
    {
        if (union.Discriminator is null || Evaluate(label.Value!, union.Discriminator) is not { } value) return;
        if (labels.TryGetValue(value, out SourceSpan first))
        {
            Wrong(union, label.Place, $"the label stands on line {first.Line + 1} too");
            return;
        }

        labels.Add(value, label.Place);
        own.Add(value);
    }

    private MemberSymbol? Arm(MemberSyntax syntax, UnionSymbol owner)
    {
        CheckAnnotations(syntax);
        if (Resolve(syntax.Type, syntax.Dimensions) is not { } type || !IsComplete(type, syntax.Type.Place)) return null;
        return new(syntax.Name, type) { Doc = syntax.Doc, CSharpName = MemberNames.OfArm(owner.CSharpName, syntax.Name.Text) };
    }

    // A default that no value is left for is a mistake (OMG IDL 4.2 §7.4.1.4.4.4.2).
    private void CheckCover(UnionSymbol union, int labels, SourceSpan? other)
    {
        if (other is null || union.Discriminator is null) return;
        BigInteger? all = union.Discriminator switch
        {
            DeclaredType { Symbol: EnumSymbol owner } => owner.Enumerators.Count,
            PrimitiveType { Primitive: Primitive.Boolean } => 2,
            PrimitiveType { Primitive: var primitive } when ConstantTypes.Range(primitive) is { } range =>
                range.Most - range.Least + 1,
            _ => null,
        };
        if (labels == all) Wrong(union, other.Value, "every value has a label, so nothing is left for the default");
    }

    private void Wrong(UnionSymbol union, SourceSpan place, string text) =>
        Report(IdlRules.Union, place, union.Name.Text, text);
}
