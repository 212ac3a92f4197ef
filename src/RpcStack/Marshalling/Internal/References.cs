namespace RpcStack.Marshalling;

/// <summary>What encoders and decoders do about references.</summary>
internal static class References
{
    private const string NoTable = "An object cannot go by reference here: only a connection's requests, responses and items carry references.";

    /// <summary>The number that stands for an object in a body.</summary>
    public static uint Add<T>(IReferenceWriter? table, T value) where T : class, IContract<T> =>
        table is null ? throw new MarshalException(NoTable) : table.Add(value);

    /// <summary>The object that a number in a body stands for.</summary>
    public static T Get<T>(IReferenceReader? table, uint number) where T : class, IContract<T> =>
        table is null ? throw new MarshalException(NoTable) : table.Get<T>(number);

    /// <summary>Whether values of a shape may hold references, near or far.</summary>
    public static bool AreIn(Shape shape)
    {
        HashSet<Shape> seen = [];
        Queue<Shape> queue = new([shape]);
        while (queue.TryDequeue(out Shape? next))
        {
            if (next is ReferenceShape) return true;
            if (!seen.Add(next)) continue;
            foreach (Shape part in PartsOf(next)) queue.Enqueue(part);
        }

        return false;
    }

    private static IEnumerable<Shape> PartsOf(Shape shape) => shape switch
    {
        OptionalShape optional => [optional.Value],
        ListShape list => [list.Element],
        MapShape map => [map.Key, map.Value],
        MessageShape message => message.Fields.Select(f => f.Shape),
        UnionShape union => union.Cases.Select(c => c.Shape),
        _ => [],
    };
}
