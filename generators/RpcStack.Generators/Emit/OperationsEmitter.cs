using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the descriptors of a contract's operations.</summary>
internal static class OperationsEmitter
{
    private const string R = Types.Runtime;
    private const string M = Types.Marshalling;

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        writer.Line($"/// <summary>The operations of <c>{contract.WireName}</c>.</summary>");
        writer.Line($"{contract.File.Accessibility} static class {contract.Prefix}Operations").Open();
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
                [{string.Join(", ", contract.Operations.Select(operation => operation.Field))}]);
            """);
        foreach (MessageModel codec in contract.Operations.SelectMany(operation => operation.Codecs))
        {
            writer.Line();
            MessageEmitter.Private(writer, codec);
        }

        writer.Close();
    }

    private static void Operation(SourceWriter writer, OperationModel operation)
    {
        string item = operation.Item is null ? "" : operation.Item.Name + ", ";
        writer.Line($"/// <summary>{operation.Method.Name}: {operation.Kind}, ordinal {operation.Ordinal}.</summary>");
        writer.Line($"public static readonly {R}Operation<{operation.Request.Name}, {item}{operation.Response.Name}> {operation.Field} =");
        writer.Indent().Line("new(").Indent();
        writer.Line($"{operation.Ordinal},");
        writer.Line($"{SourceWriter.Quote(operation.Name)},");
        writer.Line($"{R}OperationKind.{operation.Kind},");
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
