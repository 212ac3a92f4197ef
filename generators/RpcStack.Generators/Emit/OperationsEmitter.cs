using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the descriptors of a contract's operations.</summary>
internal static class OperationsEmitter
{
    private const string R = Types.Runtime;
    private const string M = Types.Marshalling;

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        writer.Line($"/// <summary>The operations of <c>{SourceWriter.Comment(contract.WireName)}</c>.</summary>");
        Header(writer, contract);
        foreach (OperationModel operation in contract.Operations)
        {
            Operation(writer, operation);
            writer.Line();
        }

        writer.Write($"""
            /// <summary>The contract.</summary>
            public static readonly {R}ContractDescriptor Contract = new(
                {SourceWriter.Quote(contract.WireName)},
                [{string.Join(", ", contract.Bases.Select(other => other.Operations + ".Contract"))}],
                [{string.Join(", ", contract.Operations.Select(operation => operation.Field))}]){Program(contract)};
            """);
        writer.Close();
    }

    /// <summary>The codecs of requests and results, apart because they are the least worth reading.</summary>
    public static void Codecs(SourceWriter writer, ContractModel contract)
    {
        MessageModel[] codecs = [.. contract.Operations.SelectMany(operation => operation.Codecs)];
        if (codecs.Length == 0) return;
        writer.Line();
        Header(writer, contract);
        BoundEmitter.Emit(writer, contract.Operations.SelectMany(operation => operation.Bounds).Distinct());
        for (int i = 0; i < codecs.Length; i++)
        {
            if (i > 0) writer.Line();
            MessageEmitter.Private(writer, codecs[i]);
        }

        writer.Close();
    }

    private static string Program(ContractModel contract) => contract.OncProgram is { } program
        ? $" {{ OncProgram = new(0x{program.Number:x8}, {program.Version}) }}"
        : "";

    private static void Header(SourceWriter writer, ContractModel contract) =>
        writer.Line($"{contract.File.Accessibility} static partial class {contract.Prefix}Operations").Open();

    private static void Operation(SourceWriter writer, OperationModel operation)
    {
        string item = operation.Item is null ? "" : operation.Item.Name + ", ";
        writer.Line($"/// <summary>{operation.Method.Name}: {operation.Kind}, ordinal {operation.Ordinal}.</summary>");
        string type = $"{R}Operation<{operation.Request.Name}, {item}{operation.Response.Name}>";
        writer.Line($"public static readonly {type} {operation.Field} =");
        writer.Indent();
        string name = SourceWriter.Quote(operation.Name);
        writer.Line($"new({operation.Ordinal}, {name}, {R}OperationKind.{operation.Kind},").Indent();
        writer.Line(Marshaller(operation.Request) + ",");
        if (operation.Item is not null) writer.Line(Marshaller(operation.Item) + ",");
        string[] options = [.. Options(operation)];
        writer.Line(Marshaller(operation.Response) + (options.Length == 0 ? ");" : ")"));
        writer.Outdent();
        if (options.Length > 0)
        {
            writer.Open();
            foreach (string option in options) writer.Line(option + ",");
            writer.Close(";");
        }

        writer.Outdent();
    }

    private static IEnumerable<string> Options(OperationModel operation)
    {
        if (operation.Semantics is not null) yield return $"Semantics = {R}OperationSemantics.{operation.Semantics}";
        if (operation.Faults.Count == 0) yield break;
        yield return $"Faults = [{string.Join(", ", operation.Faults.Select(fault =>
            $"new {R}FaultDescriptor<{fault.Name}>({Marshaller(fault)})"))}]";
    }

    private static string Marshaller(TypeModel type) => $"{M}Marshaller<{type.Name}, {type.Codec}>.Instance";
}
