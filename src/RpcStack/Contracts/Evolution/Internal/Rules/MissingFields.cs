namespace RpcStack.Evolution;

/// <summary>What a reader makes of a field that was not written.</summary>
internal static class MissingFields
{
    /// <summary>
    /// Null, zero or empty; there is no message, union or object and nothing of a fixed length to put in place of one
    /// that is missing.
    /// </summary>
    public static bool HaveDefault(SchemaType type) => type.Resolved switch
    {
        MessageType or UnionType or ReferenceType => false,
        ScalarType scalar => !ForbidsEmpty(scalar.Bound),
        ListType list => !ForbidsEmpty(list.Bound),
        MapType map => !ForbidsEmpty(map.Bound),
        _ => true,
    };

    private static bool ForbidsEmpty(SchemaBound bound) => bound.IsFixed && bound.Limit > 0;

    public static Finding NoDefault(TypePair pair, SchemaField field) => NotSent(
        pair, field, ", and " + field.Type + " has no default");

    public static Finding NotSent(TypePair pair, SchemaField field, string why) => Finding.Differs(
        pair, pair.Path.Field(field), " is not sent by the " + pair.WriterSide + why);

    public static Finding NotKnown(TypePair pair, SchemaField field, string why) => Finding.Differs(
        pair, pair.Path.Field(field), " is unknown to the " + pair.ReaderSide + why);
}
