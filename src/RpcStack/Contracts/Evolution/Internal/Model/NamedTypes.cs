namespace RpcStack.Evolution;

/// <summary>Finds the named types that contracts hold, near or far.</summary>
/// <remarks>With a queue: types may be recursive, and chains of them longer than the stack is deep.</remarks>
internal static class NamedTypes
{
    public static IReadOnlyCollection<NamedType> Of(IEnumerable<SchemaContract> contracts)
    {
        HashSet<NamedType> found = [];
        Queue<SchemaType> queue = new(contracts.SelectMany(contract => contract.Operations).SelectMany(Parts));
        while (queue.Count > 0)
        {
            SchemaType type = queue.Dequeue().Resolved;
            if (type is NamedType { Name.Length: > 0 } named && !found.Add(named)) continue;
            foreach (SchemaType part in Parts(type)) queue.Enqueue(part);
        }

        return found;
    }

    private static IEnumerable<SchemaType> Parts(SchemaOperation operation) =>
        new SchemaType?[] { operation.Request, operation.Item, operation.Response }
            .OfType<SchemaType>()
            .Concat(operation.Faults);

    private static IEnumerable<SchemaType> Parts(SchemaType type) => type switch
    {
        OptionalType optional => [optional.Value],
        ListType list => [list.Element],
        MapType map => [map.Key, map.Value],
        MessageType message => message.Fields.Select(field => field.Type),
        UnionType { Discriminator: { } discriminator } union => union.Cases.Select(one => one.Type).Append(discriminator),
        UnionType union => union.Cases.Select(one => one.Type),
        _ => [],
    };
}
