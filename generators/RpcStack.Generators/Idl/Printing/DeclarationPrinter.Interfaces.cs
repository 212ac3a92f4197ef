using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Semantics;

namespace RpcStack.Generators.Idl.Printing;

/// <summary>Interfaces.</summary>
internal sealed partial class DeclarationPrinter
{
    private const string Tasks = "global::System.Threading.Tasks.";

    private void Interface(InterfaceSymbol symbol)
    {
        DocText.Parse(symbol.Doc).Write(_writer);
        string byDefault = (symbol.Namespace.Length == 0 ? "" : symbol.Namespace + ".") + symbol.CSharpName.Substring(1);
        _writer.Line(Named("RpcContract", symbol.WireName, byDefault));
        if (symbol.OncProgram is var (number, version))
            _writer.Line($"[{R}OncProgram(0x{number:x8}, {version})]", symbol.Place);
        string bases = string.Join(", ", symbol.Bases.Select(other => other.FullName));
        _writer.Line(
            $"public partial interface {symbol.CSharpName}{(bases.Length == 0 ? "" : " : " + bases)}", symbol.Place);
        _writer.Open();
        foreach (Symbol member in symbol.Members)
        {
            if (member is OperationSymbol operation) Operation(operation);
            else if (member is ConstSymbol constant) Constant(constant, "");
            else Declare(member);
        }

        foreach (OperationSymbol operation in symbol.Members.OfType<OperationSymbol>())
            if (operation.Outputs.Count > 0) Outputs(operation);
        _writer.Close();
    }

    private void Operation(OperationSymbol operation)
    {
        _writer.Part();
        DocText doc = DocText.Parse(operation.Doc);
        doc.Write(_writer);
        foreach (MemberSymbol parameter in operation.Parameters) Explain(parameter.CSharpName, parameter, doc);
        if (operation.Outputs.Count == 0) doc.WriteReturns(_writer);
        Attributes(operation);
        string head = $"{ReturnType(operation)} {operation.CSharpName}(";
        string cancel = $"global::System.Threading.CancellationToken {CancelName(operation)} = default);";
        if (operation.Parameters.Count == 0)
        {
            _writer.Line(head + cancel, operation.Place);
            return;
        }

        _writer.Line(head, operation.Place).Indent();
        foreach (MemberSymbol parameter in operation.Parameters)
            _writer.Line(
                $"{Attributes(TypeText.Bounds(parameter.Type))}{ParameterType(parameter)} {parameter.CSharpName},",
                parameter.Place);
        _writer.Line(cancel).Outdent();
    }

    private void Attributes(OperationSymbol operation)
    {
        List<string> identity = [];
        if (operation.Ordinal is { } ordinal) identity.Add($"{ordinal}");
        if (operation.OperationName + "Async" != operation.CSharpName)
            identity.Add($"Name = {SourceWriter.Quote(operation.OperationName)}");
        if (identity.Count > 0)
            _writer.Line($"[{R}RpcOperation({string.Join(", ", identity)})]", operation.Place);
        if (operation.IsOneway) _writer.Line($"[{R}Oneway]");
        if (operation.IsIdempotent) _writer.Line($"[{R}Idempotent]");
        foreach ((StructSymbol fault, Syntax.Identifier name) in operation.Raises)
            _writer.Line($"[{R}Throws<{fault.FullName}>]", name.Place);
        if (operation.Outputs.Count > 0 || operation.Result is null) return;
        foreach (string bound in TypeText.Bounds(operation.Result)) _writer.Line($"[return: {bound}]", operation.Place);
    }

    private static string ReturnType(OperationSymbol operation) => operation switch
    {
        { Outputs.Count: > 0 } => $"{Tasks}ValueTask<{operation.Container!.FullName}.{operation.ResultName}>",
        { Result: null } => $"{Tasks}ValueTask",
        { IsStream: true } => TypeText.Stream(operation.Result),
        _ => $"{Tasks}ValueTask<{TypeText.Of(operation.Result)}>",
    };

    private static string ParameterType(MemberSymbol parameter) => parameter.IsStream
        ? TypeText.Stream(parameter.Type)
        : Type(parameter);

    private static string CancelName(OperationSymbol operation)
    {
        string name = "cancel";
        while (operation.Parameters.Any(parameter => parameter.CSharpName == name)) name += "_";
        return name;
    }

    // The result first, then what comes out, in the order of declaration.
    private void Outputs(OperationSymbol operation)
    {
        DocText doc = DocText.Parse(operation.Doc);
        List<MemberSymbol> members = [];
        if (operation.Result is { } result)
        {
            bool isTaken = operation.Outputs.Any(output => output.CSharpName == "Result");
            members.Add(new(operation.Name, result) { CSharpName = isTaken ? "ReturnValue" : "Result" });
        }

        members.AddRange(operation.Outputs);
        string text = $"What <see cref=\"{operation.CSharpName}\"/> gives back.";
        _writer.Part().Line($"/// <summary>{text}</summary>");
        foreach (MemberSymbol output in operation.Outputs) Explain(output.CSharpName, output, doc);
        string wireName = $"{operation.Container!.WireName}.{operation.OperationName}.Result";
        _writer.Line($"[{R}RpcMessage(Name = {SourceWriter.Quote(wireName)})]");
        string head = $"public sealed partial record {operation.ResultName}";
        Parameters(head, operation.Place, Field.Of(members, []), isRecord: true, ";");
    }
}
