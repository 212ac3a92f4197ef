using System.Security.Cryptography;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>
/// Response rate limiting: a server that gives one network the same answer over and over is likely the tool of an
/// attack on it. Memory is fixed; networks whose hashes collide share their allowance.
/// </summary>
/// <remarks>Called from several threads; a race costs a count, which does not matter.</remarks>
internal sealed class ResponseLimiter(int perSecond, TimeProvider time)
{
    private const int Slots = 1 << 16;

    // How far in debt a bucket can get: so many seconds of silence after a flood.
    private const int Window = 5;

    // Every second answer goes out cut off, so that who really asks can come back over TCP.
    private const int Slip = 2;

    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(SipHash.KeySize);

    private readonly Bucket[] _buckets = new Bucket[Slots];

    internal enum Verdict
    {
        Answer,
        Truncate,
        Drop,
    }

    /// <summary>Judges a response before it is sent.</summary>
    /// <param name="address">The asker's, whose network is what counts: /24 or /56.</param>
    /// <param name="name">The name that the response is about; for errors and negative answers the zone's.</param>
    /// <param name="code">The response code, so that errors count apart.</param>
    internal Verdict Judge(ReadOnlySpan<byte> address, ReadOnlySpan<byte> name, DnsResponseCode code)
    {
        int prefix = address.Length == 4 ? 3 : 7;
        Span<byte> key = stackalloc byte[16];
        address[..prefix].CopyTo(key);
        key[8] = (byte)code;
        BitConverter.TryWriteBytes(key[12..], NameOctets.Hash(name));
        return Take(ref _buckets[SipHash.Compute(Secret, key) % Slots]);
    }

    private Verdict Take(ref Bucket bucket)
    {
        int now = (int)(time.GetTimestamp() / time.TimestampFrequency);
        int elapsed = now - bucket.Second;
        if (elapsed != 0)
        {
            bucket.Second = now;
            long refilled = bucket.Balance + ((long)elapsed * perSecond);
            bucket.Balance = elapsed < 0 ? perSecond : (int)Math.Min(perSecond, refilled);
        }

        if (bucket.Balance > -Window * perSecond) bucket.Balance--;
        if (bucket.Balance >= 0) return Verdict.Answer;
        return ++bucket.Refused % Slip == 0 ? Verdict.Truncate : Verdict.Drop;
    }

    private struct Bucket
    {
        internal int Second;
        internal int Balance;
        internal int Refused;
    }
}
