using System.Buffers.Binary;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// Writes a message into a buffer. What does not fit is not written and sets <see cref="IsOverflowed"/>, until
/// <see cref="Rewind"/> goes back to where it was well.
/// </summary>
internal ref struct MessageWriter
{
    private readonly Span<byte> _buffer;
    private readonly CompressionTable _names;
    private int _limit;

    /// <summary>Starts after the header, which <see cref="WriteHeader"/> writes once the counts are known.</summary>
    internal MessageWriter(Span<byte> buffer, CompressionTable names)
    {
        _buffer = buffer;
        _names = names;
        _limit = buffer.Length;
        Position = DnsHeader.Size;
        IsOverflowed = buffer.Length < DnsHeader.Size;
        names.Clear();
    }

    internal int Position { get; private set; }

    internal bool IsOverflowed { get; private set; }

    /// <summary>Keeps octets at the end of the buffer free; a negative count gives them back.</summary>
    internal void Reserve(int count)
    {
        _limit -= count;
        if (_limit < Position) IsOverflowed = true;
    }

    internal readonly void WriteHeader(DnsHeader header) => header.Write(_buffer);

    internal void Rewind(int position)
    {
        Position = position;
        IsOverflowed = false;
        _names.Forget(position);
    }

    internal void Write(scoped ReadOnlySpan<byte> octets)
    {
        if (Claim(octets.Length, out Span<byte> room)) octets.CopyTo(room);
    }

    internal void WriteUInt16(ushort value)
    {
        if (Claim(sizeof(ushort), out Span<byte> room)) BinaryPrimitives.WriteUInt16BigEndian(room, value);
    }

    internal void WriteUInt32(uint value)
    {
        if (Claim(sizeof(uint), out Span<byte> room)) BinaryPrimitives.WriteUInt32BigEndian(room, value);
    }

    /// <summary>
    /// Writes a name; its longest suffix that stands in the message already becomes a pointer where that is allowed.
    /// </summary>
    internal void WriteName(scoped ReadOnlySpan<byte> wire, bool compress = true)
    {
        Span<byte> starts = stackalloc byte[DomainName.MaxLength / 2 + 1];
        Span<uint> hashes = stackalloc uint[DomainName.MaxLength / 2 + 1];
        int labels = Split(wire, starts, hashes);

        int pointer = 0;
        int written = 0;
        while (written < labels)
        {
            pointer = compress ? _names.Find(_buffer, wire[starts[written]..], hashes[written]) : 0;
            if (pointer != 0) break;
            written++;
        }

        int at = Position;
        if (pointer == 0)
        {
            Write(wire);
        }
        else
        {
            Write(wire[..starts[written]]);
            WriteUInt16((ushort)(pointer | (CompressedName.PointerBits << 8)));
        }

        if (IsOverflowed) return;
        for (int i = 0; i < written; i++) _names.Add(at + starts[i], hashes[i]);
    }

    internal void WriteQuestion(scoped ReadOnlySpan<byte> name, DnsRecordType type, DnsClass @class)
    {
        WriteName(name);
        WriteUInt16((ushort)type);
        WriteUInt16((ushort)@class);
    }

    internal void WriteRecord(DomainName owner, DnsClass @class, uint timeToLive, RecordData data)
    {
        WriteName(owner.Wire);
        WriteUInt16((ushort)data.Type);
        WriteUInt16((ushort)@class);
        WriteUInt32(timeToLive);
        int lengthAt = Position;
        WriteUInt16(0);
        data.Write(ref this);
        if (IsOverflowed) return;
        // Known only now: compression may have shortened the names in the data.
        int length = Position - lengthAt - sizeof(ushort);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[lengthAt..], (ushort)length);
    }

    internal void WriteEdns(DnsEdns edns)
    {
        WriteEdns(edns, edns.OptionsLength);
        for (int i = 0; i < edns.Options.Count; i++) WriteOption(edns.Options[i].Code, edns.Options[i].Data.Span);
    }

    /// <summary>Writes the OPT record up to its options, which follow and have so many octets.</summary>
    internal void WriteEdns(DnsEdns edns, int optionsLength)
    {
        WriteName(DomainName.Root.Wire);
        WriteUInt16((ushort)DnsRecordType.OPT);
        WriteUInt16(edns.UdpPayloadSize);
        WriteUInt32(edns.TimeToLiveField);
        WriteUInt16((ushort)optionsLength);
    }

    internal void WriteOption(ushort code, scoped ReadOnlySpan<byte> data)
    {
        WriteUInt16(code);
        WriteUInt16((ushort)data.Length);
        Write(data);
    }

    private bool Claim(int count, out Span<byte> room)
    {
        IsOverflowed |= count > _limit - Position;
        room = IsOverflowed ? default : _buffer.Slice(Position, count);
        if (!IsOverflowed) Position += count;
        return !IsOverflowed;
    }

    // Where each label starts, and the hash of the name from there on, made from its end so that it takes one pass.
    private static int Split(ReadOnlySpan<byte> wire, Span<byte> starts, Span<uint> hashes)
    {
        int labels = 0;
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) starts[labels++] = (byte)at;
        uint hash = 0;
        for (int i = labels - 1; i >= 0; i--)
        {
            foreach (byte octet in wire.Slice(starts[i], wire[starts[i]] + 1)) hash = (hash ^ octet) * 0x01000193;
            hashes[i] = hash ^ (hash >> 16);
        }

        return labels;
    }
}
