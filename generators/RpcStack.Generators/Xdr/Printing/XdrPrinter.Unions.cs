using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Semantics;
using RpcStack.Generators.Xdr.Semantics;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Printing;

/// <summary>Discriminated unions: each arm is a record within that of the union.</summary>
internal sealed partial class XdrPrinter
{
    private void Union(UnionSyntax syntax, XdrSymbol symbol)
    {
        _writer.Part();
        DocText.Parse(syntax.Name.Doc).Write(_writer);
        XdrType? discriminant = _scope.ResolveSilently(syntax.Discriminant);
        List<Arm> arms = discriminant is not null && XdrUnions.IsDiscriminant(discriminant)
            ? Arms(syntax, symbol, discriminant)
            : [];
        string wireName = SourceWriter.Quote(syntax.Name.Text);
        if (arms.Count == 0)
        {
            // Nothing can be made of it, but its name is no mistake elsewhere.
            _writer.Line($"[{R}RpcMessage(Name = {wireName})]");
            _writer.Line($"public sealed partial record {symbol.CSharpName};", syntax.Name.Place);
            return;
        }

        string type = XdrTypeText.Of(discriminant!);
        _writer.Line($"[{R}RpcUnion(Name = {wireName}, Discriminator = typeof({type}))]");
        foreach (Arm arm in arms)
            _writer.Line($"[{R}RpcCase<{symbol.FullName}.{arm.Name}>({string.Join(", ", arm.Labels)})]", arm.Syntax.Place);
        _writer.Line($"public abstract partial record {symbol.CSharpName}", syntax.Name.Place).Open();
        foreach (Arm arm in arms) Print(arm, symbol, type);
        _writer.Close();
    }

    // Where one label does not say it, the arm keeps which of the values it stands for.
    private void Print(Arm arm, XdrSymbol union, string discriminant)
    {
        _writer.Part();
        DocText.Parse(arm.Syntax.Doc).Write(_writer);
        string wireName = $"{union.Definition.Name.Text}.{arm.WireName}";
        _writer.Line($"[{R}RpcMessage(Name = {SourceWriter.Quote(wireName)})]");
        List<string> parameters = [];
        if (arm.Labels.Count != 1) parameters.Add($"[{R}RpcDiscriminator] {discriminant} Discriminator");
        if (arm.Type is not null)
            parameters.Add($"{XdrTypeText.Attributes(arm.Type)}{XdrTypeText.Of(arm.Type)} Value");
        string list = string.Join(", ", parameters);
        _writer.Line($"public sealed partial record {arm.Name}({list}) : {union.FullName};", arm.Syntax.Place);
    }

    private List<Arm> Arms(UnionSyntax syntax, XdrSymbol symbol, XdrType discriminant)
    {
        UniqueNames names = new();
        HashSet<decimal> taken = [];
        bool hasDefault = false;
        List<Arm> arms = [];
        foreach (ArmSyntax arm in syntax.Arms)
        {
            string wireName = arm.Declaration?.Name.Text ?? NameOf(arm);
            string name = names.Take(MemberNames.OfArm(symbol.CSharpName, wireName));
            XdrType? type = arm.Declaration is null ? null : _scope.ResolveSilently(arm.Declaration);
            List<string> labels = [.. arm.Labels
                .Select(_scope.Evaluate)
                .Where(number => number is { } n && XdrUnions.Has(_scope, discriminant, n) && taken.Add(n))
                .Select(number => Label(number!.Value, discriminant))];
            bool isDefault = arm.Labels.Count == 0;
            bool isRight = (type is not null || arm.Declaration is null) && (isDefault ? !hasDefault : labels.Count > 0);
            hasDefault |= isDefault;
            if (isRight) arms.Add(new(arm, name, wireName, type, labels));
        }

        return arms;
    }

    // An arm without anything has no name of its own.
    private static string NameOf(ArmSyntax arm) => arm.Labels.Count == 0
        ? "default"
        : arm.Labels[0] is { Number: { } number }
            ? "case_" + (number < 0 ? "minus_" : "") + Text(Math.Abs(number))
            : arm.Labels[0].Text;

    private string Label(decimal number, XdrType discriminant)
    {
        if (discriminant is ScalarXdrType scalar)
            return scalar.CSharp == "bool" ? (number == 0 ? "false" : "true") : Text(number) + (scalar.CSharp == "uint" ? "u" : "");
        XdrSymbol symbol = ((DeclaredXdrType)discriminant).Symbol;
        var enumeration = (EnumSyntax)symbol.Definition;
        UniqueNames names = new();
        foreach ((EnumMemberSyntax member, decimal? value) in enumeration.Members.Zip(_scope.Numbers(enumeration), (m, n) => (m, n)))
        {
            string name = names.Take(CSharpNames.Pascal(member.Name.Text));
            if (value == number) return $"{symbol.FullName}.{name}";
        }

        return $"({symbol.FullName})({Text(number)})";
    }

    private sealed record Arm(ArmSyntax Syntax, string Name, string WireName, XdrType? Type, List<string> Labels);
}
