using System.Text;
using RpcStack.DynamicProxies.Contracts;
using RpcStack.DynamicProxies.Marshalling;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>A type with two codecs: the one that was generated, and the one made by reflection.</summary>
public abstract class Both(string name)
{
    public static readonly WireFormat[] Formats = [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf];

    /// <summary>Compares what the two write and read.</summary>
    public abstract void Compare();

    /// <summary>Compares what the two make of bytes that are mostly wrong.</summary>
    public abstract void Fuzz(int seed, int count);

    public override string ToString() => name;
}

/// <summary>A type with two codecs, and values of it.</summary>
internal sealed class Both<T>(Marshaller<T> generated, params T[] values) : Both(typeof(T).ToString())
{
    private readonly Marshaller<T> _dynamic = Plans.Read(() => (Marshaller<T>)typeof(Marshaller<,>)
        .MakeGenericType(typeof(T), new CodecResolver(typeof(T).Assembly, "test", Bounds.None).Resolve(TypeUse.Of(typeof(T)), "value").Codec)
        .GetProperty("Instance")!.GetValue(null)!);

    public override void Compare()
    {
        Assert.NotSame(generated.GetType(), _dynamic.GetType());
        foreach (WireFormat format in Formats)
        {
            foreach (T value in values)
            {
                string expected = Write(format, generated, value);
                Assert.Equal(expected, Write(format, _dynamic, value));
                if (expected.StartsWith('!')) continue;
                byte[] body = Convert.FromHexString(expected);
                Assert.Equal(Read(format, generated, body), Read(format, _dynamic, body));
            }
        }
    }

    public override void Fuzz(int seed, int count)
    {
        Random random = new(seed);
        foreach (WireFormat format in Formats)
        {
            byte[][] bodies = [.. values.Select(v => Write(format, generated, v)).Where(b => !b.StartsWith('!')).Select(Convert.FromHexString)];
            for (int i = 0; i < count && bodies.Length > 0; i++)
            {
                byte[] body = Mutate(bodies[i % bodies.Length], random);
                Assert.Equal($"{Convert.ToHexString(body)}: {Read(format, generated, body)}", $"{Convert.ToHexString(body)}: {Read(format, _dynamic, body)}");
            }
        }
    }

    private static string Write(WireFormat format, Marshaller<T> marshaller, T value)
    {
        using ByteWriter writer = new();
        try
        {
            format.Encode(writer, marshaller, in value);
            return Convert.ToHexString(writer.Written);
        }
        catch (MarshalException error)
        {
            return "!" + error.Message;
        }
    }

    // What was read as JSON, written by the generated codec, or why it could not be.
    private string Read(WireFormat format, Marshaller<T> marshaller, byte[] body)
    {
        try
        {
            T read = format.Decode(body, marshaller, MarshallingLimits.Default);
            using ByteWriter json = new();
            JsonFormat.Instance.Encode(json, generated, in read);
            return Encoding.UTF8.GetString(json.Written);
        }
        catch (MarshalException error)
        {
            return "!" + error.Message;
        }
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> body = [.. valid];
        for (int times = random.Next(1, 4); times > 0 && body.Count > 0; times--)
        {
            int at = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0: body[at] = (byte)random.Next(256); break;
                case 1: body[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: body.RemoveAt(at); break;
                case 3: body.RemoveRange(at, body.Count - at); break;
                default: body.InsertRange(at, body[at..Math.Min(body.Count, at + random.Next(1, 9))]); break;
            }
        }

        return [.. body];
    }
}
