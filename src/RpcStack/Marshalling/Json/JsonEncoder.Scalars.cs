using System.Globalization;

namespace RpcStack.Marshalling;

public ref partial struct JsonEncoder
{
    /// <inheritdoc/>
    public readonly void WriteBoolean(bool value) => _json.WriteBooleanValue(value);

    /// <inheritdoc/>
    public readonly void WriteSByte(sbyte value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteByte(byte value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt16(short value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteUInt16(ushort value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt32(int value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteUInt32(uint value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt64(long value)
    {
        if (!TryWriteName(value)) _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public readonly void WriteUInt64(ulong value)
    {
        if (!TryWriteName((long)value)) _json.WriteNumberValue(value);
    }

    // JSON has no number for these three (RFC 8259 §6).

    /// <inheritdoc/>
    public readonly void WriteSingle(float value)
    {
        if (float.IsFinite(value)) _json.WriteNumberValue(value);
        else _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public readonly void WriteDouble(double value)
    {
        if (double.IsFinite(value)) _json.WriteNumberValue(value);
        else _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public readonly void WriteChar(char value)
    {
        if (char.IsSurrogate(value)) _json.WriteNumberValue((int)value); // no text by itself
        else _json.WriteStringValue([value]);
    }

    /// <inheritdoc/>
    public void WriteString(string value, Bound bound = default)
    {
        int length = Text.Count(value);
        if (!bound.Allows(length)) Refuse.Bound(bound, length);
        if (_isName) _json.WritePropertyName(value);
        else _json.WriteStringValue(value);
        _isName = false;
    }

    /// <inheritdoc/>
    public readonly void WriteBytes(ReadOnlySpan<byte> value, Bound bound = default)
    {
        if (!bound.Allows(value.Length)) Refuse.Bound(bound, value.Length);
        _json.WriteBase64StringValue(value);
    }

    /// <inheritdoc/>
    public readonly void WriteDecimal(decimal value) => _json.WriteNumberValue(value);

    /// <inheritdoc/>
    public readonly void WriteGuid(Guid value) => _json.WriteStringValue(value);

    /// <inheritdoc/>
    public readonly void WriteDateTime(DateTime value) =>
        _json.WriteStringValue(new DateTime(UtcClock.Ticks(value), DateTimeKind.Utc));

    /// <inheritdoc/>
    public readonly void WriteDateTimeOffset(DateTimeOffset value) => _json.WriteStringValue(value);

    /// <inheritdoc/>
    public readonly void WriteDateOnly(DateOnly value) =>
        _json.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public readonly void WriteTimeOnly(TimeOnly value) =>
        _json.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public readonly void WriteTimeSpan(TimeSpan value) =>
        _json.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));

    private readonly bool TryWriteName(long number)
    {
        if (JsonNames.AsEnum(_shape) is not { } shape) return false;
        foreach ((string name, long known) in shape.Values)
        {
            if (known != number) continue;
            _json.WriteStringValue(name);
            return true;
        }

        return false;
    }
}
