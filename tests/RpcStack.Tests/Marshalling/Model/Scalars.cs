using System.Diagnostics.CodeAnalysis;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

internal sealed record Scalars(
    bool Boolean,
    sbyte SByte,
    byte Byte,
    short Int16,
    ushort UInt16,
    int Int32,
    uint UInt32,
    long Int64,
    ulong UInt64,
    float Single,
    double Double,
    char Char,
    string Text,
    byte[] Octets,
    decimal Decimal,
    Guid Guid,
    DateTime Instant,
    DateTimeOffset OffsetInstant,
    DateOnly Day,
    TimeOnly Time,
    TimeSpan Duration,
    Colour Colour);

internal readonly struct ScalarsCodec : ICodec<Scalars>
{
    private static readonly MessageShape Message = new(
        "Tests.Scalars",
        Told.Of<bool, BooleanCodec>(0, "Boolean"),
        Told.Of<sbyte, SByteCodec>(1, "SByte"),
        Told.Of<byte, ByteCodec>(2, "Byte"),
        Told.Of<short, Int16Codec>(3, "Int16"),
        Told.Of<ushort, UInt16Codec>(4, "UInt16"),
        Told.Of<int, Int32Codec>(5, "Int32"),
        Told.Of<uint, UInt32Codec>(6, "UInt32"),
        Told.Of<long, Int64Codec>(7, "Int64"),
        Told.Of<ulong, UInt64Codec>(8, "UInt64"),
        Told.Of<float, SingleCodec>(9, "Single"),
        Told.Of<double, DoubleCodec>(10, "Double"),
        Told.Of<char, CharCodec>(11, "Char"),
        Told.Of<string, StringCodec>(12, "Text"),
        Told.Of<byte[], BytesCodec>(13, "Octets"),
        Told.Of<decimal, DecimalCodec>(14, "Decimal"),
        Told.Of<Guid, GuidCodec>(15, "Guid"),
        Told.Of<DateTime, DateTimeCodec>(16, "Instant"),
        Told.Of<DateTimeOffset, DateTimeOffsetCodec>(17, "OffsetInstant"),
        Told.Of<DateOnly, DateOnlyCodec>(18, "Day"),
        Told.Of<TimeOnly, TimeOnlyCodec>(19, "Time"),
        Told.Of<TimeSpan, TimeSpanCodec>(20, "Duration"),
        Told.Of<Colour, EnumCodec<Colour>>(21, "Colour"));

    public static Shape Shape => Message;

    public static void Encode<TEncoder>(ref TEncoder encoder, in Scalars value)
        where TEncoder : struct, IEncoder, allows ref struct
    {
        Scope message = encoder.BeginMessage(Message);
        Told.Field<bool, BooleanCodec, TEncoder>(ref encoder, ref message, 0, value.Boolean);
        Told.Field<sbyte, SByteCodec, TEncoder>(ref encoder, ref message, 1, value.SByte);
        Told.Field<byte, ByteCodec, TEncoder>(ref encoder, ref message, 2, value.Byte);
        Told.Field<short, Int16Codec, TEncoder>(ref encoder, ref message, 3, value.Int16);
        Told.Field<ushort, UInt16Codec, TEncoder>(ref encoder, ref message, 4, value.UInt16);
        Told.Field<int, Int32Codec, TEncoder>(ref encoder, ref message, 5, value.Int32);
        Told.Field<uint, UInt32Codec, TEncoder>(ref encoder, ref message, 6, value.UInt32);
        Told.Field<long, Int64Codec, TEncoder>(ref encoder, ref message, 7, value.Int64);
        Told.Field<ulong, UInt64Codec, TEncoder>(ref encoder, ref message, 8, value.UInt64);
        Told.Field<float, SingleCodec, TEncoder>(ref encoder, ref message, 9, value.Single);
        Told.Field<double, DoubleCodec, TEncoder>(ref encoder, ref message, 10, value.Double);
        Told.Field<char, CharCodec, TEncoder>(ref encoder, ref message, 11, value.Char);
        Told.Field<string, StringCodec, TEncoder>(ref encoder, ref message, 12, value.Text);
        Told.Field<byte[], BytesCodec, TEncoder>(ref encoder, ref message, 13, value.Octets);
        Told.Field<decimal, DecimalCodec, TEncoder>(ref encoder, ref message, 14, value.Decimal);
        Told.Field<Guid, GuidCodec, TEncoder>(ref encoder, ref message, 15, value.Guid);
        Told.Field<DateTime, DateTimeCodec, TEncoder>(ref encoder, ref message, 16, value.Instant);
        Told.Field<DateTimeOffset, DateTimeOffsetCodec, TEncoder>(ref encoder, ref message, 17, value.OffsetInstant);
        Told.Field<DateOnly, DateOnlyCodec, TEncoder>(ref encoder, ref message, 18, value.Day);
        Told.Field<TimeOnly, TimeOnlyCodec, TEncoder>(ref encoder, ref message, 19, value.Time);
        Told.Field<TimeSpan, TimeSpanCodec, TEncoder>(ref encoder, ref message, 20, value.Duration);
        Told.Field<Colour, EnumCodec<Colour>, TEncoder>(ref encoder, ref message, 21, value.Colour);
        encoder.EndMessage(ref message);
    }

    public static void Decode<TDecoder>(ref TDecoder decoder, [NotNull] ref Scalars? value)
        where TDecoder : struct, IDecoder, allows ref struct
    {
        bool booleanValue = value is null ? default : value.Boolean;
        sbyte sByteValue = value is null ? default : value.SByte;
        byte byteValue = value is null ? default : value.Byte;
        short int16Value = value is null ? default : value.Int16;
        ushort uInt16Value = value is null ? default : value.UInt16;
        int int32Value = value is null ? default : value.Int32;
        uint uInt32Value = value is null ? default : value.UInt32;
        long int64Value = value is null ? default : value.Int64;
        ulong uInt64Value = value is null ? default : value.UInt64;
        float singleValue = value is null ? default : value.Single;
        double doubleValue = value is null ? default : value.Double;
        char charValue = value is null ? default : value.Char;
        string? textValue = value?.Text;
        byte[]? octetsValue = value?.Octets;
        decimal decimalValue = value is null ? default : value.Decimal;
        Guid guidValue = value is null ? default : value.Guid;
        DateTime instantValue = value is null ? default : value.Instant;
        DateTimeOffset offsetInstantValue = value is null ? default : value.OffsetInstant;
        DateOnly dayValue = value is null ? default : value.Day;
        TimeOnly timeValue = value is null ? default : value.Time;
        TimeSpan durationValue = value is null ? default : value.Duration;
        Colour colourValue = value is null ? default : value.Colour;
        Scope message = decoder.BeginMessage(Message);
        while (decoder.NextField(ref message, out int index))
        {
            switch (index)
            {
                case 0: BooleanCodec.Decode(ref decoder, ref booleanValue); break;
                case 1: SByteCodec.Decode(ref decoder, ref sByteValue); break;
                case 2: ByteCodec.Decode(ref decoder, ref byteValue); break;
                case 3: Int16Codec.Decode(ref decoder, ref int16Value); break;
                case 4: UInt16Codec.Decode(ref decoder, ref uInt16Value); break;
                case 5: Int32Codec.Decode(ref decoder, ref int32Value); break;
                case 6: UInt32Codec.Decode(ref decoder, ref uInt32Value); break;
                case 7: Int64Codec.Decode(ref decoder, ref int64Value); break;
                case 8: UInt64Codec.Decode(ref decoder, ref uInt64Value); break;
                case 9: SingleCodec.Decode(ref decoder, ref singleValue); break;
                case 10: DoubleCodec.Decode(ref decoder, ref doubleValue); break;
                case 11: CharCodec.Decode(ref decoder, ref charValue); break;
                case 12: StringCodec.Decode(ref decoder, ref textValue); break;
                case 13: BytesCodec.Decode(ref decoder, ref octetsValue); break;
                case 14: DecimalCodec.Decode(ref decoder, ref decimalValue); break;
                case 15: GuidCodec.Decode(ref decoder, ref guidValue); break;
                case 16: DateTimeCodec.Decode(ref decoder, ref instantValue); break;
                case 17: DateTimeOffsetCodec.Decode(ref decoder, ref offsetInstantValue); break;
                case 18: DateOnlyCodec.Decode(ref decoder, ref dayValue); break;
                case 19: TimeOnlyCodec.Decode(ref decoder, ref timeValue); break;
                case 20: TimeSpanCodec.Decode(ref decoder, ref durationValue); break;
                case 21: EnumCodec<Colour>.Decode(ref decoder, ref colourValue); break;
            }
        }

        value = new Scalars(
            booleanValue,
            sByteValue,
            byteValue,
            int16Value,
            uInt16Value,
            int32Value,
            uInt32Value,
            int64Value,
            uInt64Value,
            singleValue,
            doubleValue,
            charValue,
            textValue ?? "",
            octetsValue ?? [],
            decimalValue,
            guidValue,
            instantValue,
            offsetInstantValue,
            dayValue,
            timeValue,
            durationValue,
            colourValue);
    }
}
