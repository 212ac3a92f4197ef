using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints, for each operation whose result is an object by reference, a method that gives the object at once.</summary>
internal static class PromisesEmitter
{
    private const string R = Types.Runtime;

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        HashSet<string> signatures = [];
        OperationModel[] operations =
        [
            .. contract.Operations.Where(operation =>
                operation.Promised is not null && signatures.Add(NameOf(operation.Method) + operation.Method.Signature.Substring(operation.Method.Name.Length))),
        ];
        if (operations.Length == 0) return;
        writer.Line();
        writer.Line($"/// <summary>Objects that calls of <c>{SourceWriter.Comment(contract.WireName)}</c> are going to return.</summary>");
        writer.Line($"{contract.File.Accessibility} static class {contract.Prefix}Promises").Open();
        for (int i = 0; i < operations.Length; i++)
        {
            if (i > 0) writer.Line();
            Method(writer, contract, operations[i]);
        }

        writer.Close();
    }

    private static void Method(SourceWriter writer, ContractModel contract, OperationModel operation)
    {
        MethodModel method = operation.Method;
        string self = Free("service", method);
        string cancel = method.Parameters.FirstOrDefault(p => p.Role == ParameterRole.Cancel)?.Name ?? Free("cancel", method);
        string[] parameters =
        [
            $"this {contract.Interface} {self}",
            .. method.Parameters.Where(p => p.Role == ParameterRole.Field).Select(p => $"{p.Type} {p.Name}"),
            $"global::System.Threading.CancellationToken {cancel} = default",
        ];
        string forgiven = operation.Response.Name.EndsWith("?", StringComparison.Ordinal) ? "!" : "";
        writer.Write($"""
            /// <summary>
            /// What <c>{SourceWriter.Comment(method.Name)}</c> is going to return, at once: calls on it cost no round trip of their own,
            /// and fail with what that call fails with.
            /// </summary>
            public static {operation.Promised} {NameOf(method)}({string.Join(", ", parameters)}) =>
            """);
        writer.Indent();
        writer.Line($"{R}RpcPromise.Of<{contract.Interface}, {operation.Request.Name}, {operation.Promised}>(").Indent();
        writer.Line($"{self},");
        writer.Line($"{contract.Prefix}Operations.{operation.Field}{forgiven},");
        writer.Line($"{StubEmitter.Request(method)},");
        writer.Line($"static (service, request, cancel) => {SkeletonEmitter.Call(contract, method, forgiven)},");
        writer.Line($"{cancel});").Outdent().Outdent();
    }

    /// <summary><c>OpenPromised</c> for <c>OpenAsync</c>.</summary>
    private static string NameOf(MethodModel method)
    {
        const string Suffix = "Async";
        string name = method.Name.TrimStart('@');
        bool isSuffixed = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);
        return (isSuffixed ? name.Substring(0, name.Length - Suffix.Length) : name) + "Promised";
    }

    private static string Free(string name, MethodModel method)
    {
        while (method.Parameters.Any(parameter => parameter.Name == name)) name += "_";
        return name;
    }
}
