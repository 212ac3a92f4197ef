namespace RpcStack.Evolution;

/// <summary>How each format tells a message's fields apart, and what it makes of one that only one side has.</summary>
internal static class MessageRules
{
    /// <summary>
    /// Each field has a number, written (protobuf) or a place in an array (MessagePack, where nil fills a gap): those of
    /// the writer alone are skipped, those of the reader alone get their default.
    /// </summary>
    public static Finding? ByNumber(TypePair pair)
    {
        if (pair is not { Writer: MessageType writer, Reader: MessageType reader }) return null;
        pair.Charge(writer.Fields.Count + reader.Fields.Count);
        Dictionary<int, SchemaField> sent = writer.Fields.ToDictionary(f => f.Number);
        foreach (SchemaField field in reader.Fields)
        {
            if (sent.TryGetValue(field.Number, out SchemaField? other)) pair.Within(other, field, pair.Path.Field);
            else if (!MissingFields.HaveDefault(field.Type)) return MissingFields.NoDefault(pair, field);
        }

        return Finding.Fits;
    }

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
}
