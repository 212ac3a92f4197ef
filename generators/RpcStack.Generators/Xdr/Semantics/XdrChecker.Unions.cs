using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>Discriminated unions (RFC 4506 §4.15).</summary>
internal sealed partial class XdrChecker
{
    private void Check(UnionSyntax union)
    {
        XdrType? discriminant = _scope.Resolve(union.Discriminant);
        if (discriminant is not null && !XdrUnions.IsDiscriminant(discriminant))
        {
            discriminant = null;
            Report(
                XdrRules.Union, union.Discriminant.Type.Place, union.Name.Text,
                $"'{union.Discriminant.Type.Name}' tells no arms apart; int, unsigned int, bool and enums do");
        }

        HashSet<decimal> labels = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        bool hasDefault = false;
        foreach (ArmSyntax arm in union.Arms)
        {
            foreach (ValueSyntax label in arm.Labels) CheckLabel(union, label, discriminant, labels);
            if (arm.Labels.Count == 0 && hasDefault) Report(XdrRules.Union, arm.Place, union.Name.Text, "it has two defaults");
            hasDefault |= arm.Labels.Count == 0;
            if (arm.Declaration is not { } declaration) continue;
            _scope.Resolve(declaration);
            if (!names.Add(declaration.Name.Text)) Report(XdrRules.Taken, declaration.Name, "another arm is called so");
        }
    }

    private void CheckLabel(UnionSyntax union, ValueSyntax label, XdrType? discriminant, HashSet<decimal> labels)
    {
        if (_scope.CheckedValue(label) is not { } number) return;
        if (!labels.Add(number))
            Report(XdrRules.Union, label.Place, union.Name.Text, $"the label {XdrScanner.Show(label.Text)} is taken");
        else if (discriminant is not null && !XdrUnions.Has(_scope, discriminant, number))
            Report(
                XdrRules.Union, label.Place, union.Name.Text,
                $"the label {XdrScanner.Show(label.Text)} is no value of '{union.Discriminant.Type.Name}'");
    }
}
