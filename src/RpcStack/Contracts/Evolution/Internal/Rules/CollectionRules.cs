namespace RpcStack.Evolution;

internal static class CollectionRules
{
    /// <summary>No more elements than the reader allows; the elements are judged.</summary>
    public static Finding? Lists(TypePair pair) => Lists(pair, (writer, reader) => writer.IsWithin(reader));

    /// <summary>
    /// As <see cref="Lists(TypePair)"/>; the writer counts the elements just where the reader expects a count.
    /// </summary>
    public static Finding? ListsSameCount(TypePair pair) =>
        Lists(pair, (writer, reader) => writer.IsWithinAlike(reader));

    /// <summary>No more entries than the reader allows; keys and values are judged.</summary>
    public static Finding? Maps(TypePair pair) => Maps(pair, (writer, reader) => writer.IsWithin(reader));

    /// <summary>
    /// As <see cref="Maps(TypePair)"/>; the writer counts the entries just where the reader expects a count.
    /// </summary>
    public static Finding? MapsSameCount(TypePair pair) =>
        Maps(pair, (writer, reader) => writer.IsWithinAlike(reader));

    private static Finding? Maps(TypePair pair, Func<SchemaBound, SchemaBound, bool> fits)
    {
        if (pair is not { Writer: MapType writer, Reader: MapType reader }) return null;
        if (!fits(writer.Bound, reader.Bound)) return pair.Changed();
        pair.Within(writer.Key, reader.Key, pair.Path.Key);
        pair.Within(writer.Value, reader.Value, pair.Path.Value);
        return Finding.Fits;
    }

    private static Finding? Lists(TypePair pair, Func<SchemaBound, SchemaBound, bool> fits)
    {
        if (pair is not { Writer: ListType writer, Reader: ListType reader }) return null;
        if (!fits(writer.Bound, reader.Bound)) return pair.Changed();
        pair.Within(writer.Element, reader.Element, pair.Path.Element);
        return Finding.Fits;
    }
}
