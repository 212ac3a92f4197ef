using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Semantics;
using RpcStack.Generators.Xdr.Semantics;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Printing;

/// <summary>Programs: each version is a contract.</summary>
internal sealed partial class XdrPrinter
{
    private const string Task = "global::System.Threading.Tasks.ValueTask";

    private void Program(ProgramSyntax program, HashSet<string> names)
    {
        if (_scope.Evaluate(program.Number) is not (>= 0 and <= uint.MaxValue and { } number)) return;
        foreach (VersionSyntax version in program.Versions)
        {
            if (_scope.Evaluate(version.Number) is not (>= 0 and <= uint.MaxValue and { } versionNumber)) continue;
            string name = $"{CSharpNames.Interface(program.Name.Text)}V{Text(versionNumber)}";
            if (names.Add(name)) Version(program, version, name, $"0x{(uint)number:x8}, {Text(versionNumber)}");
        }
    }

    private void Version(ProgramSyntax program, VersionSyntax version, string name, string numbers)
    {
        _writer.Part();
        DocText.Parse(version.Name.Doc.Length > 0 ? version.Name.Doc : program.Name.Doc).Write(_writer);
        string wireName = SourceWriter.Quote($"{program.Name.Text}.{version.Name.Text}");
        _writer.Line($"[{R}RpcContract(Name = {wireName}), {R}OncProgram({numbers})]", version.Name.Place);
        _writer.Line($"public partial interface {name}", version.Name.Place).Open();
        UniqueNames methods = new();
        HashSet<decimal> taken = [];
        HashSet<string> wireNames = new(StringComparer.Ordinal);
        foreach (ProcedureSyntax procedure in version.Procedures)
        {
            string method = methods.Take(CSharpNames.Pascal(procedure.Name.Text) + "Async");
            bool isCallable = _scope.Evaluate(procedure.Number) is > 0 and <= int.MaxValue and { } number && taken.Add(number);
            if (isCallable && wireNames.Add(procedure.Name.Text)) Procedure(procedure, method);
        }

        _writer.Close();
    }

    private void Procedure(ProcedureSyntax procedure, string method)
    {
        XdrType? result = procedure.Result is null ? null : _scope.ResolveSilently(procedure.Result);
        List<XdrType?> types = [.. procedure.Arguments.Select(_scope.ResolveSilently)];
        if ((result is null && procedure.Result is not null) || types.Contains(null)) return;
        _writer.Part();
        DocText.Parse(procedure.Name.Doc).Write(_writer);
        string number = Text(_scope.Evaluate(procedure.Number)!.Value);
        _writer.Line($"[{R}RpcOperation({number}, Name = {SourceWriter.Quote(procedure.Name.Text)})]", procedure.Name.Place);
        if (result is not null)
            foreach (string bound in XdrTypeText.Bounds(result)) _writer.Line($"[return: {bound}]", procedure.Name.Place);
        string task = result is null ? Task : $"{Task}<{XdrTypeText.Of(result)}>";
        UniqueNames names = new();
        List<string> parameters = [.. procedure.Arguments.Select((argument, i) =>
            $"{XdrTypeText.Attributes(types[i]!)}{XdrTypeText.Of(types[i]!)} {names.Take(NameOf(procedure, i))}")];
        parameters.Add($"global::System.Threading.CancellationToken {names.Take("cancel")} = default");
        Signature($"{task} {method}(", parameters, procedure.Name.Place);
    }

    private void Signature(string head, List<string> parameters, SourceSpan place)
    {
        if (parameters.Count == 1)
        {
            _writer.Line($"{head}{parameters[0]});", place);
            return;
        }

        _writer.Line(head, place).Indent();
        for (int i = 0; i < parameters.Count; i++)
            _writer.Line(parameters[i] + (i < parameters.Count - 1 ? "," : ");"), place);
        _writer.Outdent();
    }

    private static string NameOf(ProcedureSyntax procedure, int index)
    {
        if (procedure.Arguments[index].Name.Text is { Length: > 0 } name) return CSharpNames.Camel(name);
        return procedure.Arguments.Count == 1 ? "argument" : $"argument{index + 1}";
    }
}
