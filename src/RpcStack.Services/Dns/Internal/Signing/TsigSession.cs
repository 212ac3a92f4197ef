using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Signing;

/// <summary>
/// A signed request and its signed responses, on either side. Each signature covers the one before, so messages can be
/// neither swapped nor left out.
/// </summary>
internal sealed class TsigSession(TsigKey key, TimeProvider time)
{
    /// <summary>What a signature adds to a message at most, apart from names.</summary>
    private const int MaxFixedSize = 128;

    // RFC 8945 §10: five minutes of clocks that differ.
    private const ushort Fudge = 300;

    // RFC 8945 §5.3.1: so many messages of a transfer may come between two signed ones.
    private const int MaxUnsigned = 99;

    private readonly ArrayBufferWriter<byte> _unsigned = new();
    private byte[]? _priorMac;
    private bool _isContinued;
    private int _unsignedCount;

    internal TsigKey Key { get; } = key;

    /// <summary>How many octets a signature adds at most.</summary>
    internal int MaxSize => Key.Name.Wire.Length + Key.Algorithm.Wire.Length + MaxFixedSize;

    private ulong Now => (ulong)time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Signs a message as the next one of this side.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> message, TsigError error = TsigError.None, ulong? badTime = null)
    {
        byte[] other = [];
        if (badTime is not null)
        {
            // RFC 8945 §5.2.3: the server's clock, so that the client can set its own.
            other = new byte[6];
            BinaryPrimitives.WriteUInt16BigEndian(other, (ushort)(Now >> 32));
            BinaryPrimitives.WriteUInt32BigEndian(other.AsSpan(2), (uint)Now);
        }

        ushort id = BinaryPrimitives.ReadUInt16BigEndian(message);
        var record = new TsigRecord(Key.Name, Key.Algorithm, badTime ?? Now, Fudge, [], id, error, other);
        byte[] mac = Key.Compute(Digest(message, record));
        Advance(mac);
        return Append(message, record with { Mac = mac });
    }

    /// <summary>Ends a message with an error that is not signed, since there is no key to sign it with.</summary>
    internal static byte[] AppendError(ReadOnlySpan<byte> message, TsigRecord request, TsigError error) =>
        Append(message, request with { Mac = [], Error = error, Other = [] });

    /// <summary>Checks the signature of the other side's next message.</summary>
    /// <param name="message">The message, signature included.</param>
    /// <param name="record">Its signature.</param>
    /// <param name="offset">Where that starts.</param>
    internal TsigError Verify(ReadOnlySpan<byte> message, TsigRecord record, int offset)
    {
        if (!record.Key.Equals(Key.Name) || !record.Algorithm.Equals(Key.Algorithm)) return TsigError.BadKey;
        byte[] mac = Key.Compute(Digest(Strip(message, record, offset), record));
        if (!CryptographicOperations.FixedTimeEquals(mac, record.Mac)) return TsigError.BadSignature;
        Advance(mac);
        ulong now = Now;
        ulong difference = now > record.Time ? now - record.Time : record.Time - now;
        return difference > record.Fudge ? TsigError.BadTime : TsigError.None;
    }

    /// <summary>Takes in a message without signature, which the next signature covers; false if it is one too many.</summary>
    internal bool TakeUnsigned(ReadOnlySpan<byte> message)
    {
        if (!_isContinued || ++_unsignedCount > MaxUnsigned) return false;
        _unsigned.Write(message);
        return true;
    }

    /// <summary>The message as it was before it was signed (RFC 8945 §4.3.2).</summary>
    internal static byte[] Strip(ReadOnlySpan<byte> message, TsigRecord record, int offset)
    {
        byte[] plain = message[..offset].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(plain, record.OriginalId);
        AddToAdditionalCount(plain, -1);
        return plain;
    }

    private static byte[] Append(ReadOnlySpan<byte> message, TsigRecord record)
    {
        byte[] whole = [.. message, .. record.ToArray()];
        AddToAdditionalCount(whole, 1);
        return whole;
    }

    private static void AddToAdditionalCount(Span<byte> message, int difference)
    {
        Span<byte> count = message.Slice(DnsHeader.Size - sizeof(ushort), sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(count, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(count) + difference));
    }

    private ReadOnlySpan<byte> Digest(ReadOnlySpan<byte> message, TsigRecord record)
    {
        var data = new ArrayBufferWriter<byte>();
        if (_priorMac is { } prior)
        {
            TsigRecord.Write16(data, (ushort)prior.Length);
            data.Write(prior);
        }

        data.Write(_unsigned.WrittenSpan);
        data.Write(message);
        if (_isContinued) record.WriteTimers(data);
        else record.WriteVariables(data);
        return data.WrittenSpan;
    }

    // The request and the first response are signed whole, what follows with its time only.
    private void Advance(byte[] mac)
    {
        _isContinued = _priorMac is not null;
        _priorMac = mac;
        _unsigned.ResetWrittenCount();
        _unsignedCount = 0;
    }
}
