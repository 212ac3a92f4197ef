using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Proto;

/// <summary>Writes operations as methods, and finds a message for what they take and give.</summary>
internal sealed class ProtoOperations(SchemaContract contract, string service, ProtoNames names, ProtoTypes types)
{
    public string Line(SchemaOperation operation)
    {
        string place = $"{contract.Name}.{operation.Name}";
        if (!ProtoNames.IsName(operation.Name))
            throw Unsayable.In(ProtoTypes.Language, place, "such name");
        bool answersWithStream = operation.Kind is OperationKind.ServerStream or OperationKind.Duplex;
        return $"rpc {operation.Name}({Request(operation, place)}) returns "
            + $"({(answersWithStream ? "stream " : "")}{Body(Declarations.Result(contract, operation), service + operation.Name + "Result")});";
    }

    private string Request(SchemaOperation operation, string place)
    {
        if (Declarations.Item(contract, operation) is not { } item) return Body(operation.Request, service + operation.Name + "Request");
        if (operation.Request.Fields.Count > 0)
            throw Unsayable.In(ProtoTypes.Language, place, "parameters beside a stream");
        return "stream " + Body(item, service + operation.Name + "Item");
    }

    // A body that is no message is the field 1 of one.
    private string Body(SchemaType type, string name) => Declarations.Declared(type) switch
    {
        MessageType { IsAnonymous: true, Fields.Count: 0 } => types.UseEmpty(),
        MessageType { IsAnonymous: true } message => Unnamed(name, message),
        TypeReference { Target: MessageType or UnionType } reference => names.Of(reference.Target!),
        _ => Unnamed(name, new MessageType("", [new SchemaField(0, "value", type)])),
    };

    private string Unnamed(string name, MessageType message)
    {
        string free = names.Free(name);
        types.Unnamed.Enqueue((free, message));
        return free;
    }
}
