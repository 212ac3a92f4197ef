namespace RpcStack.Marshalling;

// Apart from the rest, since the generator asks the same.
internal static partial class References
{
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
