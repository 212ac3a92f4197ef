using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Bodies that a peer should not send.</summary>
internal static class Hostile
{
    // An exception and its text, the reader's own state, and what the estimates round.
    private const long Slack = 64 * 1024;

    private static readonly MarshallingLimits Limits = new() { MaxAllocation = 256 * 1024 };

    public static void Fuzz<T, TCodec>(WireFormat format, T value, Random random, int count)
        where TCodec : struct, ICodec<T>
    {
        byte[] valid = format.Encode<T, TCodec>(value);
        for (int i = 0; i < count; i++)
        {
            byte[] body = i % 4 == 0 ? Noise(random) : Mutate(valid, random);
            DecodesOrRefuses<T, TCodec>(format, body);
        }
    }

    public static void DecodesOrRefuses<T, TCodec>(WireFormat format, ReadOnlySpan<byte> body)
        where TCodec : struct, ICodec<T>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            format.Decode<T, TCodec>(body, Limits);
        }
        catch (MarshalException)
        {
        }
        catch (Exception other)
        {
            Assert.Fail($"{format} {typeof(T).Name} {Convert.ToHexString(body)}: {other}");
        }

        long spent = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(spent <= Limits.MaxAllocation + Slack, $"{format} {Convert.ToHexString(body)} allocated {spent}");
    }

    private static byte[] Noise(Random random)
    {
        byte[] body = new byte[random.Next(64)];
        random.NextBytes(body);
        return body;
    }

    public static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> body = [.. valid];
        for (int times = random.Next(1, 4); times > 0 && body.Count > 0; times--)
        {
            int at = random.Next(body.Count);
            switch (random.Next(6))
            {
                case 0: body[at] = (byte)random.Next(256); break;
                case 1: body[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: body[at] = 0xff; break;
                case 3: body.RemoveRange(at, Math.Min(random.Next(1, 9), body.Count - at)); break;
                case 4: body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 33), body.Count - at))); break;
                default: body.RemoveRange(at, body.Count - at); break;
            }
        }

        return [.. body];
    }
}
