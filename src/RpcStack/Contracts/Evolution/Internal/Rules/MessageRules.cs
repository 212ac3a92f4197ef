namespace RpcStack.Evolution;

/// <summary>How each format tells a message's fields apart, and what it makes of one that only one side has.</summary>
internal static class MessageRules
{
    /// <summary>
    /// An array in the order of positions. What is beyond the reader's last position is skipped; what is beyond the
    /// writer's gets its default; a gap before the writer's last position is nil.
    /// </summary>
    public static Finding? ByPosition(TypePair pair) => Fields(pair, (field, writer) =>
        field.Number > LastNumber(writer)
            ? MissingFields.HaveDefault(field.Type) ? null : MissingFields.NoDefault(pair, field)
            : field.Type is OptionalType ? null
            : MissingFields.NotSent(pair, field, ", whose message has nil in its place"));

    /// <summary>Each field says its number: those of one side alone are skipped, or get their default.</summary>
    public static Finding? ByNumber(TypePair pair) => Fields(pair, (field, _) =>
        MissingFields.HaveDefault(field.Type) ? null : MissingFields.NoDefault(pair, field));

    /// <summary>One after another, with nothing between them: as many, and each fits.</summary>
    public static Finding? InOrder(TypePair pair)
    {
        if (pair is not { Writer: MessageType writer, Reader: MessageType reader }) return null;
        int both = Math.Min(writer.Fields.Count, reader.Fields.Count);
        pair.Charge(both);
        for (int i = 0; i < both; i++) pair.Within(writer.Fields[i], reader.Fields[i], pair.Path.Field);
        if (writer.Fields.Count > both)
            return MissingFields.NotKnown(pair, writer.Fields[both], ", and nothing is skipped");
        return reader.Fields.Count > both
            ? MissingFields.NotSent(pair, reader.Fields[both], ", and nothing may be missing")
            : Finding.Fits;
    }

    private static Finding? Fields(TypePair pair, Func<SchemaField, MessageType, Finding?> missing)
    {
        if (pair is not { Writer: MessageType writer, Reader: MessageType reader }) return null;
        pair.Charge(writer.Fields.Count + reader.Fields.Count);
        Dictionary<int, SchemaField> sent = writer.Fields.ToDictionary(f => f.Number);
        foreach (SchemaField field in reader.Fields)
        {
            if (sent.TryGetValue(field.Number, out SchemaField? other)) pair.Within(other, field, pair.Path.Field);
            else if (missing(field, writer) is Finding finding) return finding;
        }

        return Finding.Fits;
    }

    private static int LastNumber(MessageType message) =>
        message.Fields.Count == 0 ? -1 : message.Fields[message.Fields.Count - 1].Number;
}
