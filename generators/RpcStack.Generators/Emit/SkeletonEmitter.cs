using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the skeleton of a contract.</summary>
internal static class SkeletonEmitter
{
    private const string R = Types.Runtime;

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        string name = SourceWriter.Comment(contract.WireName);
        writer.Line($"/// <summary>Runs the operations of <c>{name}</c> on an object.</summary>");
        writer.Line($"{contract.File.Accessibility} static class {contract.Prefix}Skeleton").Open();
        Signature(writer, contract, "Bind", "Hands over every operation, those of extended contracts too.");
        writer.Open();
        foreach (BaseModel ancestor in contract.Ancestors) writer.Line($"{ancestor.Skeleton}.BindDeclared(binder);");
        writer.Line("BindDeclared(binder);");
        writer.Close();
        writer.Line();
        Signature(writer, contract, "BindDeclared", "Hands over the operations that the contract declares itself.");
        writer.Open();
        foreach (OperationModel operation in contract.Operations) Operation(writer, contract, operation);
        writer.Close();
        if (contract is { IsPartial: true, HasStub: true }) Know(writer, contract);
        writer.Close();
    }

    // Objects can so be found to have the contract, by its name and without reflection.
    private static void Know(SourceWriter writer, ContractModel contract) => writer.Line().Write($"""
        [global::System.Runtime.CompilerServices.ModuleInitializer]
        internal static void Know() => {R}RpcSkeleton.Know<{contract.Interface}>();
        """);

    private static void Signature(
        SourceWriter writer, ContractModel contract, string name, string summary) => writer.Write($"""
        /// <summary>{summary}</summary>
        public static void {name}<TService>({R}ServiceBinder<TService> binder)
            where TService : class, {contract.Interface}
        """);

    private static void Operation(SourceWriter writer, ContractModel contract, OperationModel operation)
    {
        string items = operation.Item is null ? "" : "items, ";
        writer.Line($"binder.{operation.Kind}(");
        writer.Indent();
        writer.Line($"{contract.Prefix}Operations.{operation.Field},");
        writer.Line($"static (service, request, {items}cancel) => {Call(contract, operation.Method)});");
        writer.Outdent();
    }

    /// <summary>The call of a method of <c>service</c> with what <c>request</c> holds.</summary>
    public static string Call(ContractModel contract, MethodModel method, string suffix = "")
    {
        bool isSingle = method.Parameters.Count(parameter => parameter.Role == ParameterRole.Field) == 1;
        string arguments = string.Join(", ", method.Parameters.Select(parameter => parameter.Role switch
        {
            ParameterRole.Cancel => "cancel",
            ParameterRole.Stream => "items",
            _ => isSingle ? "request" : $"request.{parameter.Element}",
        }));
        string service = method.NeedsCast ? $"(({contract.Interface})service)" : "service";
        string call = $"{service}.{method.Name}({arguments}){suffix}";
        return method.Result switch
        {
            ResultForm.Task or ResultForm.ValueTask => $"{R}RpcSkeleton.AsUnit({call})",
            ResultForm.TaskOfResult => $"new({call})",
            _ => call,
        };
    }
}
