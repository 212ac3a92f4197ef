using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>Reads protocol buffers. The value that is asked for first is the body, so it is a message or a union.</summary>
public ref partial struct ProtobufDecoder(
    ReadOnlySpan<byte> body, MarshallingLimits limits, IReferenceReader? references = null) : IDecoder
{
    private readonly IReferenceReader? _references = references;
    private Input _in = new(body, limits);
    private uint _tag; // of the field that comes next; 0 before the body
    private bool _isDefault; // what comes next is missing, and reads as an empty value

    /// <inheritdoc/>
    public T ReadReference<T>() where T : class, IContract<T> => References.Get<T>(_references, ReadUInt32());

    /// <inheritdoc/>
    public void Charge(long bytes) => _in.Charge(bytes);

    /// <inheritdoc/>
    public readonly MarshalException Malformed(string expected) => _in.Malformed(expected);

    /// <summary>The octets of the message that comes next, for another library to decode; they count as allocated.</summary>
    public ReadOnlySpan<byte> ReadEncoded()
    {
        int length = _tag == 0 ? _in.Left : ReadLength("a message");
        _in.Charge(length);
        return _in.Take(length, "a message");
    }

    /// <summary>Checks that the body has been read to its end.</summary>
    /// <exception cref="MarshalException">More bytes follow.</exception>
    public readonly void End() => _in.CheckEnd();

    /// <summary>Makes what is asked for next a missing value: zero, no text, a message without fields.</summary>
    internal void BeginDefault()
    {
        _in.At = _in.End;
        _isDefault = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadVarint()
    {
        if (_in.At < _in.End && _in.Bytes[_in.At] < 0x80) return _in.Bytes[_in.At++];
        return ReadLongVarint();
    }

    private ulong ReadLongVarint()
    {
        if (_isDefault && _in.Left == 0) return 0;
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte octet = _in.Peek("a varint");
            _in.At++;
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80) return value;
        }

        throw Malformed("a varint of at most 10 bytes before this");
    }

    /// <summary>A length that the bytes that follow can bear out.</summary>
    private int ReadLength(string expected)
    {
        ulong length = ReadVarint();
        return length <= (uint)_in.Left
            ? (int)length
            : throw Malformed($"{expected} of {length} bytes where {_in.Left} remain");
    }

    private uint ReadTag()
    {
        ulong tag = ReadVarint();
        return tag is >= 8 and <= uint.MaxValue ? (uint)tag : throw Malformed("a field's number before this");
    }

    /// <summary>Goes into what has a length, and gives the end around it.</summary>
    private int Open(string expected)
    {
        int length = ReadLength(expected);
        int outer = _in.End;
        _in.End = _in.At + length;
        return outer;
    }

    /// <summary>Steps over a field that nobody asked for, groups included.</summary>
    private void Skip(uint tag, int depth = 0)
    {
        switch (tag & 7)
        {
            case ProtobufWire.Varint: ReadVarint(); break;
            case ProtobufWire.Fixed64: _in.Take(8, "8 bytes"); break;
            case ProtobufWire.Length: _in.Take(ReadLength("a field"), "a field"); break;
            case ProtobufWire.StartGroup: SkipGroup(tag >> 3, depth + 1); break;
            case ProtobufWire.Fixed32: _in.Take(4, "4 bytes"); break;
            default: throw Malformed($"a wire type other than {tag & 7} before this");
        }
    }

    private void SkipGroup(uint number, int depth)
    {
        if (depth > _in.DepthLeft) throw _in.TooDeep();
        uint end = number << 3 | ProtobufWire.EndGroup;
        for (uint tag = ReadTag(); tag != end; tag = ReadTag()) Skip(tag, depth);
    }
}
