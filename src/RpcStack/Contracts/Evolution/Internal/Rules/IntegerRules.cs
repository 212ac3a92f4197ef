using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>Integers, and enumerations as the integers that they are.</summary>
internal static class IntegerRules
{
    /// <summary>An integer says how long it is: the reader's type needs to hold every number of the writer's.</summary>
    public static Finding? ReaderHolds(TypePair pair) =>
        RangeOf(pair.Writer) is IntegerRange writer && RangeOf(pair.Reader) is IntegerRange reader
            ? Judge(pair, writer, reader)
            : null;

    /// <summary>As <see cref="ReaderHolds"/>, and false and true are 0 and 1.</summary>
    public static Finding? ReaderHoldsVarint(TypePair pair) =>
        VarintOf(pair.Writer) is IntegerRange writer && VarintOf(pair.Reader) is IntegerRange reader
            ? Judge(pair, writer, reader)
            : null;

    /// <summary>As <see cref="ReaderHolds"/>, and both take as many octets: 4 up to 32 bits, 8 above.</summary>
    public static Finding? ReaderHoldsSameWidth(TypePair pair)
    {
        if (RangeOf(pair.Writer) is not IntegerRange writer) return null;
        if (RangeOf(pair.Reader) is not IntegerRange reader) return null;
        return writer.Bits > 32 == reader.Bits > 32
            ? Judge(pair, writer, reader)
            : pair.Changed(", which has another width");
    }

    private static Finding Judge(TypePair pair, IntegerRange writer, IntegerRange reader) => reader.Holds(writer)
        ? Finding.Fits
        : pair.Changed(", and the " + pair.ReaderSide + " cannot hold every number of the " + pair.WriterSide + "'s");

    private static IntegerRange? RangeOf(SchemaType type) => type switch
    {
        ScalarType scalar => IntegerRange.Of(scalar.Kind),
        EnumType enumeration => IntegerRange.Of(enumeration.Underlying),
        _ => null,
    };

    private static IntegerRange? VarintOf(SchemaType type) =>
        type is ScalarType { Kind: ScalarKind.Boolean } ? IntegerRange.Bit : RangeOf(type);
}
