using System.Globalization;

namespace RpcStack.Evolution;

internal static class UnionRules
{
    /// <summary>
    /// The reader has a case for every label that the writer may write; discriminators and cases are judged.
    /// </summary>
    public static Finding? WriterCasesKnown(TypePair pair) =>
        pair is { Writer: UnionType writer, Reader: UnionType reader } ? Judge(pair, writer, reader, false) : null;

    /// <summary>As <see cref="WriterCasesKnown"/>, and it is the same field of the oneof.</summary>
    public static Finding? WriterCasesKnownByField(TypePair pair)
    {
        if (pair is not { Writer: UnionType writer, Reader: UnionType reader }) return null;
        return writer.Discriminator is null == reader.Discriminator is null
            ? Judge(pair, writer, reader, true)
            : pair.Changed(
                ", which has " + (pair.Server(writer, reader).Discriminator is null ? "no discriminator" : "a discriminator"));
    }

    private static Finding Judge(TypePair pair, UnionType writer, UnionType reader, bool byField)
    {
        Dictionary<decimal, SchemaCase> known = ByLabel(writer);
        Dictionary<decimal, SchemaCase> others = ByLabel(reader);
        pair.Charge(known.Count + others.Count);
        pair.Within(writer.LabelType, reader.LabelType, pair.Path.Discriminator);
        HashSet<(SchemaCase, SchemaCase)> met = [];
        foreach (KeyValuePair<decimal, SchemaCase> label in known)
        {
            SchemaCase? other = others.TryGetValue(label.Key, out SchemaCase? labelled) ? labelled : reader.Default;
            if (Meet(label.Value, other) is Finding finding) return finding;
        }

        if (writer.Default is not { } fallback) return Finding.Fits;
        // Whatever the writer has no case for, the reader may have one for.
        foreach (KeyValuePair<decimal, SchemaCase> label in others)
            if (!known.ContainsKey(label.Key) && Meet(fallback, label.Value) is Finding finding) return finding;
        return Meet(fallback, reader.Default) ?? Finding.Fits;

        Finding? Meet(SchemaCase sent, SchemaCase? read)
        {
            if (read is null) return Unknown(pair, sent);
            if (byField && sent.Number != read.Number) return Moved(pair, sent, read);
            if (met.Add((sent, read))) pair.Within(sent, read, pair.Path.Case);
            return null;
        }
    }

    private static Dictionary<decimal, SchemaCase> ByLabel(UnionType union)
    {
        Dictionary<decimal, SchemaCase> cases = [];
        foreach (SchemaCase @case in union.Cases)
            foreach (decimal label in union.LabelsOf(@case)) cases[label] = @case;
        return cases;
    }

    private static Finding Unknown(TypePair pair, SchemaCase @case) => Finding.Differs(
        pair,
        pair.Path,
        string.Format(
            CultureInfo.InvariantCulture,
            ": case {0} ({1}) of {2} is unknown to the {3}",
            SchemaName.Quote(@case.Name),
            @case.Number,
            pair.Writer,
            pair.ReaderSide));

    private static Finding Moved(TypePair pair, SchemaCase sent, SchemaCase read) => Finding.Differs(
        pair,
        pair.Path,
        string.Format(
            CultureInfo.InvariantCulture,
            ": case {0} of {1} changed from field {2} to {3}",
            SchemaName.Quote(sent.Name),
            pair.Writer,
            pair.Client(sent.Number, read.Number),
            pair.Server(sent.Number, read.Number)));
}
