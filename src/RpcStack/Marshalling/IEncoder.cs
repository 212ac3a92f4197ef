namespace RpcStack.Marshalling;

/// <summary>
/// Writes one wire format. A codec tells it structure, not bytes, because formats differ in where they put lengths,
/// counts and field numbers.
/// </summary>
/// <remarks>
/// A <see cref="Scope"/> that a Begin method returns belongs to the codec's frame and goes to the matching End method, so
/// an encoder needs no stack. Anything that the format cannot say throws <see cref="MarshalException"/>.
/// </remarks>
public interface IEncoder
{
    /// <summary>Writes true or false.</summary>
    void WriteBoolean(bool value);

    /// <summary>Writes an integer of 8 bits.</summary>
    void WriteSByte(sbyte value);

    /// <summary>Writes an unsigned integer of 8 bits.</summary>
    void WriteByte(byte value);

    /// <summary>Writes an integer of 16 bits.</summary>
    void WriteInt16(short value);

    /// <summary>Writes an unsigned integer of 16 bits.</summary>
    void WriteUInt16(ushort value);

    /// <summary>Writes an integer of 32 bits.</summary>
    void WriteInt32(int value);

    /// <summary>Writes an unsigned integer of 32 bits.</summary>
    void WriteUInt32(uint value);

    /// <summary>Writes an integer of 64 bits.</summary>
    void WriteInt64(long value);

    /// <summary>Writes an unsigned integer of 64 bits.</summary>
    void WriteUInt64(ulong value);

    /// <summary>Writes an IEEE 754 binary32.</summary>
    void WriteSingle(float value);

    /// <summary>Writes an IEEE 754 binary64.</summary>
    void WriteDouble(double value);

    /// <summary>Writes a UTF-16 code unit.</summary>
    void WriteChar(char value);

    /// <summary>Writes text, as UTF-8 in every format.</summary>
    void WriteString(string value, Bound bound = default);

    /// <summary>Writes octets.</summary>
    void WriteBytes(ReadOnlySpan<byte> value, Bound bound = default);

    /// <summary>Writes a decimal number, scale included.</summary>
    void WriteDecimal(decimal value);

    /// <summary>Writes a GUID.</summary>
    void WriteGuid(Guid value);

    /// <summary>Writes an instant; a local time is converted to UTC, an unspecified one is taken for UTC.</summary>
    void WriteDateTime(DateTime value);

    /// <summary>Writes an instant with its offset from UTC, in whole minutes.</summary>
    void WriteDateTimeOffset(DateTimeOffset value);

    /// <summary>Writes a day.</summary>
    void WriteDateOnly(DateOnly value);

    /// <summary>Writes a time of day.</summary>
    void WriteTimeOnly(TimeOnly value);

    /// <summary>Writes a duration, in ticks of 100 ns.</summary>
    void WriteTimeSpan(TimeSpan value);

    /// <summary>Writes a reference to an object; only a connection can carry one.</summary>
    void WriteReference<T>(T value) where T : class, IContract<T>;

    /// <summary>Says whether an optional value is there; if so, it comes next.</summary>
    void WriteOptional(bool present);

    /// <summary>Opens a message.</summary>
    Scope BeginMessage(MessageShape shape);

    /// <summary>Announces the field at <paramref name="index"/> in the shape's list; fields come in that order, all of them.</summary>
    void BeginField(ref Scope message, int index);

    /// <summary>Closes a message.</summary>
    void EndMessage(ref Scope message);

    /// <summary>Opens a list of <paramref name="count"/> elements, which come next.</summary>
    Scope BeginList(ListShape shape, int count);

    /// <summary>Closes a list.</summary>
    void EndList(ref Scope list);

    /// <summary>Opens a map of <paramref name="count"/> entries; each is announced key first.</summary>
    Scope BeginMap(MapShape shape, int count);

    /// <summary>Announces an entry's key.</summary>
    void BeginKey(ref Scope map);

    /// <summary>Announces an entry's value.</summary>
    void BeginValue(ref Scope map);

    /// <summary>Closes a map.</summary>
    void EndMap(ref Scope map);

    /// <summary>
    /// Opens a union whose case at <paramref name="index"/> in the shape's list comes next. <paramref name="label"/> is the
    /// discriminator, or the case's number where the union has none.
    /// </summary>
    Scope BeginUnion(UnionShape shape, int index, long label);

    /// <summary>Closes a union.</summary>
    void EndUnion(ref Scope union);
}
