using System.Globalization;

namespace RpcStack.Evolution;

internal static class EnumRules
{
    /// <summary>
    /// A name that both sides know stands for one number. Names of one side alone do no harm, because numbers pass
    /// through; whether the numbers themselves fit is for the rule on integers.
    /// </summary>
    public static Finding? NamesKeepNumbers(TypePair pair)
    {
        if (pair is not { Writer: EnumType writer, Reader: EnumType reader }) return null;
        pair.Charge(writer.Values.Count + reader.Values.Count);
        Dictionary<string, decimal> known = reader.Values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        foreach (KeyValuePair<string, decimal> value in writer.Values)
            if (known.TryGetValue(value.Key, out decimal number) && number != value.Value)
                return Renumbered(pair, value.Key, value.Value, number);
        return null;
    }

    private static Finding Renumbered(TypePair pair, string name, decimal ofWriter, decimal ofReader) => Finding.Differs(
        pair,
        pair.Path,
        string.Format(
            CultureInfo.InvariantCulture,
            ": {0}.{1} changed from {2} to {3}",
            pair.Client(pair.Writer, pair.Reader),
            SchemaName.Quote(name),
            pair.Client(ofWriter, ofReader),
            pair.Server(ofWriter, ofReader)));
}
