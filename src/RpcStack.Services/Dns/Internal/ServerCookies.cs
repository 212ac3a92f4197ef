using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RpcStack.Services.Dns;

/// <summary>
/// Cookies that tell who has received an answer at its address before, without the server remembering (RFC 9018).
/// </summary>
/// <remarks><code>
/// | client cookie 8 | version 1 | reserved 3 | timestamp 4 | SipHash-2-4 of all before and the address 8 |
/// </code></remarks>
internal sealed class ServerCookies(byte[] secret)
{
    internal const int ClientSize = 8;

    /// <summary>A whole cookie: the client's part and ours.</summary>
    internal const int Size = 24;

    private const byte Version = 1;
    private const int HashedSize = 16;
    private const int MaxAddressSize = 16;

    // RFC 9018 §4.3: an hour of age, five minutes of clocks that differ.
    private const int MaxAge = 3600;
    private const int MaxAhead = 300;

    internal ServerCookies() : this(RandomNumberGenerator.GetBytes(SipHash.KeySize))
    {
    }

    /// <summary>Whether an option's length is one that RFC 7873 §4 knows.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<byte> cookie) => cookie.Length is ClientSize or (>= 16 and <= 40);

    /// <summary>Writes the cookie that belongs to a client's.</summary>
    internal void Write(ReadOnlySpan<byte> client, ReadOnlySpan<byte> address, uint now, Span<byte> cookie)
    {
        client[..ClientSize].CopyTo(cookie);
        BinaryPrimitives.WriteUInt32BigEndian(cookie[8..], (uint)Version << 24);
        BinaryPrimitives.WriteUInt32BigEndian(cookie[12..], now);
        BinaryPrimitives.WriteUInt64LittleEndian(cookie[HashedSize..], Hash(cookie[..HashedSize], address));
    }

    internal bool IsValid(ReadOnlySpan<byte> cookie, ReadOnlySpan<byte> address, uint now)
    {
        if (cookie.Length != Size || cookie[8] != Version) return false;
        int age = unchecked((int)(now - BinaryPrimitives.ReadUInt32BigEndian(cookie[12..])));
        return age is >= -MaxAhead and <= MaxAge
            && BinaryPrimitives.ReadUInt64LittleEndian(cookie[HashedSize..]) == Hash(cookie[..HashedSize], address);
    }

    private ulong Hash(ReadOnlySpan<byte> head, ReadOnlySpan<byte> address)
    {
        Span<byte> data = stackalloc byte[HashedSize + MaxAddressSize];
        head.CopyTo(data);
        address.CopyTo(data[HashedSize..]);
        return SipHash.Compute(secret, data[..(HashedSize + address.Length)]);
    }
}
