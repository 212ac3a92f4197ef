using System.Globalization;
using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Semantics;
using RpcStack.Generators.Xdr.Semantics;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Printing;

/// <summary>Prints the C# that a programmer would have written for what a file declares.</summary>
internal sealed partial class XdrPrinter
{
    private const string R = Types.Runtime;

    private readonly DeclarationWriter _writer = new();
    private readonly XdrScope _scope;

    private XdrPrinter(XdrScope scope) => _scope = scope;

    /// <summary>What is wrong is left out, and everything keeps its name, so that one mistake makes no others.</summary>
    public static string Print(XdrSyntax file, XdrScope scope)
    {
        var printer = new XdrPrinter(scope);
        string space = file.File.Namespace;
        if (space.Length > 0) printer._writer.Part().Line($"namespace {space}").Open();
        printer.Constants();
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (XdrSymbol symbol in scope.Own) printer.Declare(symbol, names);
        if (space.Length > 0) printer._writer.Close();
        return printer._writer.ToString();
    }

    // C# has no constants outside types.
    private void Constants()
    {
        List<ConstSyntax> constants = [.. _scope.Own.Select(symbol => symbol.Definition).OfType<ConstSyntax>()
            .Where(constant => _scope.Evaluate(constant.Value) is not null)];
        List<TextSyntax> texts = [.. _scope.Own.Select(symbol => symbol.Definition).OfType<TextSyntax>()];
        if (constants.Count + texts.Count == 0) return;
        UniqueNames names = new("Constants");
        _writer.Part().Line("/// <summary>The constants of this namespace.</summary>");
        _writer.Line("public static partial class Constants").Open();
        foreach (ConstSyntax constant in constants)
        {
            decimal value = _scope.Evaluate(constant.Value)!.Value;
            Constant(constant.Name, TypeOf(value), names, Text(value));
        }

        foreach (TextSyntax text in texts) Constant(text.Name, "string", names, SourceWriter.Quote(text.Text));
        _writer.Close();
    }

    private void Constant(XdrName name, string type, UniqueNames names, string value)
    {
        if (name.Doc.Length > 0) _writer.Part();
        DocText.Parse(name.Doc).Write(_writer);
        _writer.Line($"public const {type} {names.Take(CSharpNames.Pascal(name.Text))} = {value};", name.Place);
    }

    private void Declare(XdrSymbol symbol, HashSet<string> names)
    {
        bool isType = symbol.Definition is EnumSyntax or StructSyntax or UnionSyntax;
        if (isType && !names.Add(symbol.CSharpName)) return;
        switch (symbol.Definition)
        {
            case EnumSyntax enumeration: Enum(enumeration, symbol); break;
            case StructSyntax structure: Struct(structure, symbol); break;
            case UnionSyntax union: Union(union, symbol); break;
            case ProgramSyntax program: Program(program, names); break;
        }
    }

    private void Enum(EnumSyntax syntax, XdrSymbol symbol)
    {
        _writer.Part();
        DocText.Parse(syntax.Name.Doc).Write(_writer);
        _writer.Line($"public enum {symbol.CSharpName}", syntax.Name.Place).Open();
        UniqueNames names = new();
        foreach ((EnumMemberSyntax member, decimal? number) in syntax.Members.Zip(_scope.Numbers(syntax), (m, n) => (m, n)))
        {
            string name = names.Take(CSharpNames.Pascal(member.Name.Text));
            if (number is not { } value || value is < int.MinValue or > int.MaxValue) continue;
            if (member.Name.Doc.Length > 0) _writer.Part();
            DocText.Parse(member.Name.Doc).Write(_writer);
            _writer.Line($"{name} = {Text(value)},", member.Name.Place);
        }

        _writer.Close();
    }

    private void Struct(StructSyntax syntax, XdrSymbol symbol)
    {
        UniqueNames names = new();
        List<(DeclarationSyntax Field, string Name, XdrType Type)> fields = [];
        foreach (DeclarationSyntax field in syntax.Fields)
        {
            string name = names.Take(MemberNames.OfRecord(symbol.CSharpName, field.Name.Text));
            if (_scope.ResolveSilently(field) is { } type) fields.Add((field, name, type));
        }

        _writer.Part();
        DocText.Parse(syntax.Name.Doc).Write(_writer);
        foreach ((DeclarationSyntax field, string name, _) in fields)
            DocText.WriteParameter(_writer, name, DocText.Escape(field.Name.Doc));
        _writer.Line($"[{R}RpcMessage(Name = {SourceWriter.Quote(syntax.Name.Text)})]");
        string head = $"public sealed partial record {symbol.CSharpName}(";
        _writer.Line(fields.Count == 0 ? head + ");" : head, syntax.Name.Place).Indent();
        for (int i = 0; i < fields.Count; i++)
        {
            (DeclarationSyntax field, string name, XdrType type) = fields[i];
            string end = i < fields.Count - 1 ? "," : ");";
            _writer.Line($"{XdrTypeText.Attributes(type)}{XdrTypeText.Of(type)} {name}{end}", field.Name.Place);
        }

        _writer.Outdent();
    }

    private static string TypeOf(decimal value) => value switch
    {
        >= int.MinValue and <= int.MaxValue => "int",
        >= 0 and <= uint.MaxValue => "uint",
        <= long.MaxValue => "long",
        _ => "ulong",
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
