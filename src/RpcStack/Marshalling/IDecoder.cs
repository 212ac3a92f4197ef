namespace RpcStack.Marshalling;

/// <summary>Reads one wire format; the mirror of <see cref="IEncoder"/>.</summary>
/// <remarks>
/// Every length and count is checked against the bytes that remain before anything is allocated; nesting and total
/// allocation are limited (<see cref="MarshallingLimits"/>). Whatever is wrong with the input throws
/// <see cref="MarshalException"/>, and nothing else.
/// </remarks>
public interface IDecoder
{
    /// <summary>Reads true or false.</summary>
    bool ReadBoolean();

    /// <summary>Reads an integer of 8 bits.</summary>
    sbyte ReadSByte();

    /// <summary>Reads an unsigned integer of 8 bits.</summary>
    byte ReadByte();

    /// <summary>Reads an integer of 16 bits.</summary>
    short ReadInt16();

    /// <summary>Reads an unsigned integer of 16 bits.</summary>
    ushort ReadUInt16();

    /// <summary>Reads an integer of 32 bits.</summary>
    int ReadInt32();

    /// <summary>Reads an unsigned integer of 32 bits.</summary>
    uint ReadUInt32();

    /// <summary>Reads an integer of 64 bits.</summary>
    long ReadInt64();

    /// <summary>Reads an unsigned integer of 64 bits.</summary>
    ulong ReadUInt64();

    /// <summary>Reads an IEEE 754 binary32.</summary>
    float ReadSingle();

    /// <summary>Reads an IEEE 754 binary64.</summary>
    double ReadDouble();

    /// <summary>Reads a UTF-16 code unit.</summary>
    char ReadChar();

    /// <summary>Reads text; malformed UTF-8 is an error.</summary>
    string ReadString(Bound bound = default);

    /// <summary>Reads octets into an array of the caller's own.</summary>
    byte[] ReadBytes(Bound bound = default);

    /// <summary>Reads a decimal number.</summary>
    decimal ReadDecimal();

    /// <summary>Reads a GUID.</summary>
    Guid ReadGuid();

    /// <summary>Reads an instant, in UTC.</summary>
    DateTime ReadDateTime();

    /// <summary>Reads an instant with its offset from UTC.</summary>
    DateTimeOffset ReadDateTimeOffset();

    /// <summary>Reads a day.</summary>
    DateOnly ReadDateOnly();

    /// <summary>Reads a time of day.</summary>
    TimeOnly ReadTimeOnly();

    /// <summary>Reads a duration.</summary>
    TimeSpan ReadTimeSpan();

    /// <summary>Reads a reference to an object; only a connection can carry one.</summary>
    T ReadReference<T>() where T : class, IContract<T>;

    /// <summary>Reads whether an optional value is there; if so, it comes next.</summary>
    bool ReadOptional();

    /// <summary>Opens a message.</summary>
    Scope BeginMessage(MessageShape shape);

    /// <summary>
    /// Goes to the next field that the shape knows, skipping what it does not, and gives its index in the shape's list;
    /// false closes the message. A field may be missing; in protobuf it may also come several times.
    /// </summary>
    bool NextField(ref Scope message, out int index);

    /// <summary>Opens a list; <see cref="Scope.Remaining"/> is how many elements are known to follow, for capacity.</summary>
    Scope BeginList(ListShape shape);

    /// <summary>Goes to the next element; false closes the list.</summary>
    bool NextElement(ref Scope list);

    /// <summary>Opens a map; <see cref="Scope.Remaining"/> is how many entries are known to follow, for capacity.</summary>
    Scope BeginMap(MapShape shape);

    /// <summary>Goes to the next entry; false closes the map.</summary>
    bool NextEntry(ref Scope map);

    /// <summary>Goes to the entry's key; false where the format left it out because it has its type's default value.</summary>
    bool BeginKey(ref Scope map);

    /// <summary>Goes to the entry's value; false as for the key.</summary>
    bool BeginValue(ref Scope map);

    /// <summary>
    /// Opens a union and gives the case's index in the shape's list, and the discriminator, which is the case's number
    /// where the union has none; an unknown case is an error.
    /// </summary>
    Scope BeginUnion(UnionShape shape, out int index, out long label);

    /// <summary>Closes a union.</summary>
    void EndUnion(ref Scope union);

    /// <summary>Counts memory that a codec is about to allocate for what it reads.</summary>
    /// <exception cref="MarshalException">The total exceeds <see cref="MarshallingLimits.MaxAllocation"/>.</exception>
    void Charge(long bytes);

    /// <summary>Makes the exception for input that is well-formed and still no value: names the offset.</summary>
    MarshalException Malformed(string expected);
}
