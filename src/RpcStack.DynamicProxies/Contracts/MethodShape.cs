using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>What a method's signature says about who sends what.</summary>
internal sealed class MethodShape
{
    private static readonly Type[] Results =
        [typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    public MethodShape(MethodInfo method)
    {
        Method = method;
        Display = $"{method.DeclaringType!.Name}.{method.Name}";
        Type returned = method.ReturnType;
        TypeUse result = TypeUse.Of(method.ReturnParameter);
        Type open = returned.IsGenericType ? returned.GetGenericTypeDefinition() : returned;
        bool isResult = Results.Contains(open);
        if (result.IsNullable || !(isResult || returned == typeof(Task) || returned == typeof(ValueTask)))
            throw BadReturn("an operation returns Task, ValueTask or IAsyncEnumerable");
        Result = isResult ? result.Arguments[0] : null;
        IsStream = open == typeof(IAsyncEnumerable<>);
        foreach (ParameterInfo parameter in method.GetParameters()) Add(parameter);
        Semantics = method.IsDefined(typeof(OnewayAttribute)) ? OperationSemantics.Oneway
            : method.IsDefined(typeof(IdempotentAttribute)) ? OperationSemantics.Idempotent
            : OperationSemantics.AtMostOnce;
        if (Semantics is not OperationSemantics.Oneway) return;
        if (Result is not null) throw BadReturn("a [Oneway] call is not answered, so it has no result");
        if (Items is not null) throw BadReturn("a [Oneway] call is one message, so it takes no stream");
    }

    public MethodInfo Method { get; }

    /// <summary>What errors call it.</summary>
    public string Display { get; }

    /// <summary>The type of the result, or of an item of the stream that is the result; null where there is none.</summary>
    public TypeUse? Result { get; }

    /// <summary>Whether the result is a stream.</summary>
    public bool IsStream { get; }

    /// <summary>The parameters that the request carries.</summary>
    public List<ParameterInfo> Fields { get; } = [];

    /// <summary>The parameter that is a stream, or null.</summary>
    public ParameterInfo? Items { get; private set; }

    /// <summary>The parameter by which a caller gives up a call, or null.</summary>
    public ParameterInfo? Cancel { get; private set; }

    public OperationSemantics Semantics { get; }

    public OperationKind Kind => (Items, IsStream) switch
    {
        (null, false) => OperationKind.Unary,
        (null, true) => OperationKind.ServerStream,
        (_, false) => OperationKind.ClientStream,
        _ => OperationKind.Duplex,
    };

    private void Add(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            if (Cancel is not null) throw Misplaced(parameter, "an operation has one cancellation token");
            if (parameter.Position != Method.GetParameters().Length - 1) throw Misplaced(parameter, "the cancellation token comes last");
            Cancel = parameter;
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) && !TypeUse.Of(parameter).IsNullable)
        {
            if (Items is not null) throw Misplaced(parameter, "an operation takes one stream");
            Items = parameter;
        }
        else
        {
            Fields.Add(parameter);
        }
    }

    private ContractException BadReturn(string reason) =>
        new("RPC0004", $"'{Display}' returns '{TypeUse.Of(Method.ReturnParameter)}': {reason}.");

    private ContractException Misplaced(ParameterInfo parameter, string reason) =>
        new("RPC0005", $"Parameter '{parameter.Name}' of '{Display}': {reason}.");
}
