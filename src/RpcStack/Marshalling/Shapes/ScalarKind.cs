namespace RpcStack.Marshalling;

/// <summary>The scalar types.</summary>
public enum ScalarKind
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>8 bits.</summary>
    SByte,

    /// <summary>8 bits, unsigned.</summary>
    Byte,

    /// <summary>16 bits.</summary>
    Int16,

    /// <summary>16 bits, unsigned.</summary>
    UInt16,

    /// <summary>32 bits.</summary>
    Int32,

    /// <summary>32 bits, unsigned.</summary>
    UInt32,

    /// <summary>64 bits.</summary>
    Int64,

    /// <summary>64 bits, unsigned.</summary>
    UInt64,

    /// <summary>IEEE 754 binary32.</summary>
    Single,

    /// <summary>IEEE 754 binary64.</summary>
    Double,

    /// <summary>A UTF-16 code unit.</summary>
    Char,

    /// <summary>Text.</summary>
    String,

    /// <summary>Octets.</summary>
    Bytes,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>A GUID.</summary>
    Guid,

    /// <summary>An instant, in UTC.</summary>
    DateTime,

    /// <summary>An instant with an offset from UTC.</summary>
    DateTimeOffset,

    /// <summary>A day.</summary>
    DateOnly,

    /// <summary>A time of day.</summary>
    TimeOnly,

    /// <summary>A duration.</summary>
    TimeSpan,
}
