namespace RpcStack.Marshalling;

public ref partial struct XdrDecoder
{
    /// <inheritdoc/>
    public string ReadString(Bound bound = default)
    {
        string value = _in.ReadText(ReadLength("text"), bound);
        SkipPadding();
        return value;
    }

    /// <inheritdoc/>
    public byte[] ReadBytes(Bound bound = default)
    {
        byte[] value = _in.ReadOctets(bound.IsFixed ? bound.Limit : ReadLength("octets"), bound);
        SkipPadding();
        return value;
    }

    /// <inheritdoc/>
    public decimal ReadDecimal()
    {
        decimal value = _in.ReadDecimalText(ReadLength("a decimal number"));
        SkipPadding();
        return value;
    }

    /// <inheritdoc/>
    public Guid ReadGuid() => new(_in.Take(16, "a GUID"), bigEndian: true);

    private int ReadLength(string expected)
    {
        uint length = (uint)ReadInt32();
        return length <= (uint)_in.Left
            ? (int)length
            : throw _in.Malformed($"{expected} of {length} bytes where {_in.Left} remain");
    }

    /// <summary>Steps over the zeros that fill up to four (RFC 4506 §3); a body begins on such a boundary.</summary>
    private void SkipPadding()
    {
        foreach (byte octet in _in.Take(-_in.At & 3, "padding"))
            if (octet != 0) throw _in.Malformed("zeros as padding before this");
    }
}
