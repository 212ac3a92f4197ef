using System.Globalization;
using System.Text.Json;
using Utf16 = RpcStack.Marshalling.Text;

namespace RpcStack.Marshalling;

public ref partial struct JsonDecoder
{
    /// <inheritdoc/>
    public readonly bool ReadBoolean() => _json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Malformed("true or false"),
    };

    /// <inheritdoc/>
    public sbyte ReadSByte() => (sbyte)ReadSigned(sbyte.MinValue, sbyte.MaxValue);

    /// <inheritdoc/>
    public byte ReadByte() => (byte)ReadSigned(0, byte.MaxValue);

    /// <inheritdoc/>
    public short ReadInt16() => (short)ReadSigned(short.MinValue, short.MaxValue);

    /// <inheritdoc/>
    public ushort ReadUInt16() => (ushort)ReadSigned(0, ushort.MaxValue);

    /// <inheritdoc/>
    public int ReadInt32() => (int)ReadSigned(int.MinValue, int.MaxValue);

    /// <inheritdoc/>
    public uint ReadUInt32() => (uint)ReadSigned(0, uint.MaxValue);

    /// <inheritdoc/>
    public long ReadInt64() => ReadSigned(long.MinValue, long.MaxValue);

    /// <inheritdoc/>
    public ulong ReadUInt64()
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetUInt64(out ulong value)) return value;
        return (ulong)ReadName($"an integer from 0 to {ulong.MaxValue}");
    }

    /// <inheritdoc/>
    public float ReadSingle() =>
        _json.TokenType == JsonTokenType.Number && _json.TryGetSingle(out float value) ? value : (float)ReadNoNumber();

    /// <inheritdoc/>
    public double ReadDouble() =>
        _json.TokenType == JsonTokenType.Number && _json.TryGetDouble(out double value) ? value : ReadNoNumber();

    /// <inheritdoc/>
    public char ReadChar()
    {
        if (_json.TokenType == JsonTokenType.Number) return (char)ReadSigned(0, char.MaxValue);
        return Text("a character") is [char value] ? value : throw Malformed("a text of one UTF-16 code unit");
    }

    /// <inheritdoc/>
    public string ReadString(Bound bound = default)
    {
        string value = Text("text");
        if (bound.IsBounded) _in.Check(bound, Utf16.Count(value));
        return value;
    }

    /// <inheritdoc/>
    public byte[] ReadBytes(Bound bound = default)
    {
        ExpectText("octets in base64");
        _in.Charge(24 + (long)_json.ValueSpan.Length);
        if (!_json.TryGetBytesFromBase64(out byte[]? value)) throw Malformed("octets in base64");
        if (bound.IsBounded) _in.Check(bound, value.Length);
        return value;
    }

    /// <inheritdoc/>
    public readonly decimal ReadDecimal() =>
        _json.TokenType == JsonTokenType.Number && _json.TryGetDecimal(out decimal value)
            ? value
            : throw Malformed("a decimal number");

    /// <inheritdoc/>
    public Guid ReadGuid()
    {
        ExpectText("a GUID");
        return _json.TryGetGuid(out Guid value) ? value : throw Malformed("a GUID");
    }

    /// <inheritdoc/>
    public DateTime ReadDateTime()
    {
        ExpectText("an instant as in ISO 8601");
        if (!_json.TryGetDateTime(out DateTime value)) throw Malformed("an instant as in ISO 8601");
        return new DateTime(UtcClock.Ticks(value), DateTimeKind.Utc);
    }

    /// <inheritdoc/>
    public DateTimeOffset ReadDateTimeOffset()
    {
        ExpectText("an instant with its offset as in ISO 8601");
        return _json.TryGetDateTimeOffset(out DateTimeOffset value)
            ? value
            : throw Malformed("an instant with its offset as in ISO 8601");
    }

    /// <inheritdoc/>
    public DateOnly ReadDateOnly() =>
        DateOnly.TryParseExact(Text("a day"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value)
            ? value
            : throw Malformed("a day as yyyy-MM-dd");

    /// <inheritdoc/>
    public TimeOnly ReadTimeOnly() =>
        TimeOnly.TryParse(Text("a time of day"), CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly value)
            ? value
            : throw Malformed("a time of day as HH:mm:ss");

    /// <inheritdoc/>
    public TimeSpan ReadTimeSpan() =>
        TimeSpan.TryParseExact(Text("a duration"), "c", CultureInfo.InvariantCulture, out TimeSpan value)
            ? value
            : throw Malformed("a duration as d.hh:mm:ss");

    private long ReadSigned(long minimum, long maximum)
    {
        string expected = "an integer";
        if (_json.TokenType == JsonTokenType.Number)
        {
            if (_json.TryGetInt64(out long value) && value >= minimum && value <= maximum) return value;
            expected = $"an integer from {minimum} to {maximum}";
        }

        return ReadName(expected);
    }

    private long ReadName(string expected)
    {
        if (_json.TokenType != JsonTokenType.String || JsonNames.AsEnum(_shape) is not { } shape)
            throw Malformed(expected);
        return JsonNames.TryFind(shape, Text("a name"), out long number)
            ? number
            : throw Malformed($"a name or number of {shape.Name}");
    }

    private double ReadNoNumber() => Text("a number") switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw Malformed("a number, NaN, Infinity or -Infinity"),
    };
}
