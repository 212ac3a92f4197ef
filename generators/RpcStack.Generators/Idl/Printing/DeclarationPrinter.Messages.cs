using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Semantics;

namespace RpcStack.Generators.Idl.Printing;

/// <summary>Structs, exceptions and unions.</summary>
internal sealed partial class DeclarationPrinter
{
    private void Struct(StructSymbol symbol)
    {
        IReadOnlyList<Field> fields = Field.Of(symbol.AllMembers, []);
        Heading(symbol, fields);
        string modifier = symbol.IsExtended ? "" : "sealed ";
        string end = symbol.Base is null
            ? ";"
            : $" : {symbol.Base.FullName}({string.Join(", ", Field.Of(symbol.Base.AllMembers, []).Select(field => field.Member.CSharpName))});";
        Parameters($"public {modifier}partial record {symbol.CSharpName}", symbol.Place, fields, isRecord: true, end);
    }

    // The text of an exception is its message where it has such a member.
    private void Fault(StructSymbol symbol)
    {
        MemberSymbol? message = symbol.Members.FirstOrDefault(member => member.CSharpName == "Message");
        IReadOnlyList<Field> fields = Field.Of(symbol.Members, message is null ? [] : [message]);
        Heading(symbol, fields);
        string name = message is null ? "" : $"({CSharpNames.Camel(message.CSharpName)})";
        Parameters($"public sealed partial class {symbol.CSharpName}", symbol.Place, fields, isRecord: false, $" : {R}RpcFault{name}");
        _writer.Open();
        foreach (MemberSymbol member in symbol.Members.Where(member => member != message))
        {
            _writer.Part();
            DocText.Parse(member.Doc).Write(_writer);
            string value = CSharpNames.Camel(member.CSharpName);
            _writer.Line($"public {Type(member)} {member.CSharpName} {{ get; }} = {value};", member.Place);
        }

        _writer.Close();
    }

    private void Heading(StructSymbol symbol, IReadOnlyList<Field> fields)
    {
        DocText doc = DocText.Parse(symbol.Doc);
        doc.Write(_writer);
        foreach (Field field in fields)
        {
            string name = symbol.IsException ? CSharpNames.Camel(field.Member.CSharpName) : field.Member.CSharpName;
            Explain(name, field.Member, doc);
        }

        _writer.Line(Named("RpcMessage", symbol.WireName, symbol.DottedName));
    }

    private void Explain(string name, MemberSymbol member, DocText doc)
    {
        string text = member.Doc.Length > 0 ? DocText.Escape(member.Doc) : doc.Parameter(member.Name.Text);
        DocText.WriteParameter(_writer, name, text);
    }

    private void Parameters(string head, SourceSpan place, IReadOnlyList<Field> fields, bool isRecord, string end)
    {
        if (fields.Count == 0)
        {
            _writer.Line($"{head}(){end}", place);
            return;
        }

        _writer.Line($"{head}(", place).Indent();
        for (int i = 0; i < fields.Count; i++)
        {
            MemberSymbol member = fields[i].Member;
            string name = isRecord ? member.CSharpName : CSharpNames.Camel(member.CSharpName);
            string value = member.Default is null ? "" : $" = {TypeText.Literal(member.Default, member.Type)}";
            string after = i < fields.Count - 1 ? "," : $"){end}";
            _writer.Line($"{fields[i].Attributes}{Type(member)} {name}{value}{after}", member.Place);
        }

        _writer.Outdent();
    }

    private static string Type(MemberSymbol member) => TypeText.Of(member.Type) + (member.IsOptional ? "?" : "");

    private void Union(UnionSymbol symbol)
    {
        DocText.Parse(symbol.Doc).Write(_writer);
        string discriminator = TypeText.Of(symbol.Discriminator!);
        string name = symbol.WireName == symbol.DottedName ? "" : $"Name = {Emit.SourceWriter.Quote(symbol.WireName)}, ";
        _writer.Line($"[{R}RpcUnion({name}Discriminator = typeof({discriminator}))]");
        foreach (UnionArm arm in symbol.Arms)
        {
            string labels = string.Join(", ", arm.Labels.Select(label => TypeText.Literal(label, symbol.Discriminator!)));
            _writer.Line($"[{R}RpcCase<{symbol.FullName}.{arm.Member.CSharpName}>({labels})]", arm.Member.Place);
        }

        _writer.Line($"public abstract partial record {symbol.CSharpName}", symbol.Place).Open();
        foreach (UnionArm arm in symbol.Arms) Arm(arm, symbol);
        _writer.Close();
    }

    // Where one label does not say it, the arm keeps which of the values it stands for.
    private void Arm(UnionArm arm, UnionSymbol union)
    {
        MemberSymbol member = arm.Member;
        _writer.Part();
        DocText.Parse(member.Doc).Write(_writer);
        _writer.Line(Named("RpcMessage", $"{union.WireName}.{member.Name.Text}", $"{union.DottedName}.{member.CSharpName}"));
        string holder = arm.Labels.Count == 1
            ? ""
            : $"[{R}RpcDiscriminator] {TypeText.Of(union.Discriminator!)} Discriminator, ";
        string bounds = Attributes(TypeText.Bounds(member.Type));
        _writer.Line(
            $"public sealed partial record {member.CSharpName}({holder}{bounds}{Type(member)} Value) : {union.FullName};",
            member.Place);
    }

    private static string Attributes(IEnumerable<string> attributes)
    {
        string list = string.Join(", ", attributes);
        return list.Length == 0 ? "" : $"[{list}] ";
    }
}
