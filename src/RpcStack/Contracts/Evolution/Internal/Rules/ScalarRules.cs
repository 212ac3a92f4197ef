namespace RpcStack.Evolution;

internal static class ScalarRules
{
    /// <summary>The same scalar, and no longer than the reader allows.</summary>
    public static Finding? SameScalar(TypePair pair)
    {
        if (pair is not { Writer: ScalarType writer, Reader: ScalarType reader }) return null;
        if (writer.Kind != reader.Kind) return null;
        return writer.Bound.IsWithin(reader.Bound) ? Finding.Fits : pair.Changed();
    }

    /// <summary>The same scalar; the writer counts its octets just where the reader expects a count.</summary>
    public static Finding? SameScalarSameCount(TypePair pair)
    {
        if (pair is not { Writer: ScalarType writer, Reader: ScalarType reader }) return null;
        if (writer.Kind != reader.Kind) return null;
        return writer.Bound.IsWithinAlike(reader.Bound) ? Finding.Fits : pair.Changed();
    }
}
