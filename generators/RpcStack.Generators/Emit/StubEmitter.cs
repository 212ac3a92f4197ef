using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the stub of a contract.</summary>
internal static class StubEmitter
{
    private const string R = Types.Runtime;

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        writer.Write($"""
            /// <summary>Calls <c>{SourceWriter.Comment(contract.WireName)}</c> on a channel.</summary>
            internal sealed class {contract.Prefix}Stub({R}RpcChannel channel, {R}RpcTarget target)
                : {R}RpcStub(channel, target), {contract.Interface}
            """);
        writer.Open();
        bool isFirst = true;
        foreach (StubMethodModel method in contract.Stub)
        {
            if (!isFirst) writer.Line();
            Method(writer, method);
            isFirst = false;
        }

        writer.Close();
    }

    private static void Method(SourceWriter writer, StubMethodModel stub)
    {
        MethodModel method = stub.Method;
        string name = stub.ExplicitInterface is null
            ? $"public {method.ReturnType} {method.Name}"
            : $"{method.ReturnType} {stub.ExplicitInterface}.{method.Name}";
        string parameters = string.Join(", ", method.Parameters.Select(p => $"{p.Type} {p.Name}"));
        writer.Line($"{name}({parameters}) =>");
        writer.Indent().Line(Call(stub.Operation, method) + ";").Outdent();
    }

    /// <summary>The request that a method's parameters make.</summary>
    public static string Request(MethodModel method)
    {
        string[] fields = [.. method.Parameters.Where(p => p.Role == ParameterRole.Field).Select(p => p.Name)];
        return fields.Length switch
        {
            0 => "default",
            1 => fields[0],
            _ => $"({string.Join(", ", fields)})",
        };
    }

    private static string Call(string operation, MethodModel method)
    {
        string request = Request(method);
        string? items = method.Parameters.FirstOrDefault(p => p.Role == ParameterRole.Stream)?.Name;
        string cancel = method.Parameters.FirstOrDefault(p => p.Role == ParameterRole.Cancel)?.Name ?? "default";
        string call = method.Result == ResultForm.Stream ? "StreamAsync" : "CallAsync";
        string arguments = string.Join(", ", new[] { operation, request, items, cancel }.Where(a => a is not null));
        string end = method.Result is ResultForm.Task or ResultForm.TaskOfResult ? ".AsTask()" : "";
        return $"{call}({arguments}){end}";
    }
}
