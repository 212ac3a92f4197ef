using System.Globalization;

namespace RpcStack.Evolution;

internal static class UnionRules
{
    /// <summary>The reader knows every case of the writer's, by number; the cases are judged.</summary>
    public static Finding? WriterCasesKnown(TypePair pair)
    {
        if (pair is not { Writer: UnionType writer, Reader: UnionType reader }) return null;
        pair.Charge(writer.Cases.Count + reader.Cases.Count);
        Dictionary<int, SchemaField> known = reader.Cases.ToDictionary(c => c.Number);
        foreach (SchemaField @case in writer.Cases)
        {
            if (!known.TryGetValue(@case.Number, out SchemaField? other)) return Unknown(pair, @case);
            pair.Within(@case, other, pair.Path.Case);
        }

        return Finding.Fits;
    }

    private static Finding Unknown(TypePair pair, SchemaField @case) => Finding.Differs(
        pair.Path,
        string.Format(
            CultureInfo.InvariantCulture,
            ": case {0} ({1}) of {2} is unknown to the {3}",
            SchemaName.Quote(@case.Name),
            @case.Number,
            pair.Writer,
            pair.ReaderSide));
}
