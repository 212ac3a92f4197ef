using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Proto;

/// <summary>Writes operations as methods, and finds a message for what they take and give.</summary>
internal sealed class ProtoOperations(
    SchemaContract contract, string service, Declarations declarations, ProtoNames names, ProtoTypes types)
{
    public string Line(SchemaOperation operation)
    {
        string place = $"{contract.Name}.{operation.Name}";
        if (!ProtoNames.IsName(operation.Name))
            throw Unsayable.In(ProtoTypes.Language, place, "such name");
        bool answersWithStream = operation.Kind is OperationKind.ServerStream or OperationKind.Duplex;
        string response = Body(operation.Response, place, service + operation.Name + "Result");
        return $"rpc {operation.Name}({Request(operation, place)}) returns ({(answersWithStream ? "stream " : "")}{response});";
    }

    private string Request(SchemaOperation operation, string place)
    {
        if (operation.Item is not { } item) return Body(operation.Request, place, service + operation.Name + "Request");
        string itemName = Body(item, place, service + operation.Name + "Item");
        if (operation.Request.Fields.Count == 0) return "stream " + itemName;
        string request = Body(operation.Request, place, service + operation.Name + "Request");
        return "stream " + types.Part(service + operation.Name + "Part", request, itemName);
    }

    // A body that is no message is the field 1 of one.
    private string Body(SchemaType type, string place, string name) => type switch
    {
        MessageType { IsAnonymous: true, Fields.Count: 0 } => types.UseEmpty(),
        MessageType { IsAnonymous: true } message => types.Unname(message, place, name),
        TypeReference { Target: MessageType message } when !names.Has(message) => types.Unname(message, place, name),
        TypeReference { Target: MessageType or UnionType } reference => Reference(reference.Target!),
        _ => types.Unname(new MessageType("", [new SchemaField(0, "value", type)]), place, name),
    };

    // Within a service its methods, inherited ones too, hide the messages of the same name.
    private string Reference(NamedType type)
    {
        string name = names.Of(type);
        if (declarations.Contracts.SelectMany(other => other.Operations).All(operation => operation.Name != name)) return name;
        return names.Package.Length == 0 ? "." + name : $".{names.Package}.{name}";
    }
}
