namespace RpcStack.Evolution;

/// <summary>What a reader makes of a field that was not written.</summary>
internal static class MissingFields
{
    /// <summary>Null, zero or empty; there is no message, union or object to put in place of one that is missing.</summary>
    public static bool HaveDefault(SchemaType type) => type.Resolved is not (MessageType or UnionType or ReferenceType);

    public static Finding NoDefault(TypePair pair, SchemaField field) => NotSent(
        pair, field, ", and " + field.Type + " has no default");

    public static Finding NotSent(TypePair pair, SchemaField field, string why) => Finding.Differs(
        pair.Path.Field(field), " is not sent by the " + pair.WriterSide + why);

    public static Finding NotKnown(TypePair pair, SchemaField field, string why) => Finding.Differs(
        pair.Path.Field(field), " is unknown to the " + pair.ReaderSide + why);
}
