using System.Numerics;

namespace RpcStack.Marshalling;

/// <summary>The wire types (protobuf encoding, "Message Structure"), and which shape takes which.</summary>
internal static class ProtobufWire
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Length = 2;
    public const int StartGroup = 3;
    public const int EndGroup = 4;
    public const int Fixed32 = 5;

    /// <summary>The field of a union that holds its discriminator, where it has one.</summary>
    public const int Discriminator = 1;

    /// <summary>The type of one value.</summary>
    public static int Of(Shape shape) => shape switch
    {
        EnumShape or ReferenceShape => Varint,
        OptionalShape optional => Of(optional.Value),
        ScalarShape { Kind: <= ScalarKind.UInt64 or ScalarKind.Char or ScalarKind.DateOnly } => Varint,
        ScalarShape { Kind: ScalarKind.Single } => Fixed32,
        ScalarShape { Kind: ScalarKind.Double } => Fixed64,
        _ => Length,
    };

    /// <summary>A bit for each type with which a field may come: packed numbers may also come one by one.</summary>
    public static int Accepted(Shape shape) => shape switch
    {
        OptionalShape optional => Accepted(optional.Value),
        ListShape list => 1 << list.ElementWire | 1 << Length,
        _ => 1 << Of(shape),
    };

    /// <summary>How many octets every value of the shape takes, or 0 where that varies.</summary>
    public static int FixedSize(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.Boolean } => 1,
        ScalarShape { Kind: ScalarKind.Single } => 4,
        ScalarShape { Kind: ScalarKind.Double } => 8,
        _ => 0,
    };

    /// <summary>Whether protobuf's map&lt;&gt; takes the shape as a key: an integer, a boolean or a string.</summary>
    public static bool IsKey(Shape shape) =>
        Of(shape) == Varint && shape is not (OptionalShape or ReferenceShape)
        || shape is ScalarShape { Kind: ScalarKind.String or ScalarKind.Guid or ScalarKind.Decimal };

    public static int VarintSize(uint value) => (38 - BitOperations.LeadingZeroCount(value | 1)) / 7;

    /// <summary>Writes a varint into <paramref name="room"/> and gives its size.</summary>
    public static int Put(Span<byte> room, ulong value)
    {
        int at = 0;
        for (; value >= 0x80; value >>= 7) room[at++] = (byte)(value | 0x80);
        room[at++] = (byte)value;
        return at;
    }
}
