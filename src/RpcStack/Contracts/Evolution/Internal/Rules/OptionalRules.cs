namespace RpcStack.Evolution;

internal static class OptionalRules
{
    /// <summary>Both may be null: the values are judged.</summary>
    public static Finding? BothOptional(TypePair pair)
    {
        if (pair is not { Writer: OptionalType writer, Reader: OptionalType reader }) return null;
        pair.Within(writer.Value, reader.Value, pair.Path);
        return Finding.Fits;
    }

    /// <summary>The writer never writes null to a reader that would take it.</summary>
    public static Finding? ReaderOptional(TypePair pair)
    {
        if (pair.Reader is not OptionalType reader || pair.Writer is OptionalType) return null;
        pair.Within(pair.Writer, reader.Value, pair.Path);
        return Finding.Fits;
    }

    /// <summary>Null is not written at all, and the reader has a default for what is missing.</summary>
    public static Finding? WriterOptionalWithDefault(TypePair pair)
    {
        if (pair.Writer is not OptionalType writer || !MissingFields.HaveDefault(pair.Reader)) return null;
        pair.Within(writer.Value, pair.Reader, pair.Path);
        return Finding.Fits;
    }
}
