using System.Text;
using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

/// <summary>Encoding and decoding in one line, for tests.</summary>
internal static class Wire
{
    public static byte[] Encode<T, TCodec>(this WireFormat format, T value) where TCodec : struct, ICodec<T>
    {
        using var writer = new ByteWriter(16);
        format.Encode(writer, Marshaller<T, TCodec>.Instance, in value);
        return writer.Written.ToArray();
    }

    public static T Decode<T, TCodec>(this WireFormat format, ReadOnlySpan<byte> body, MarshallingLimits? limits = null)
        where TCodec : struct, ICodec<T> =>
        format.Decode(body, Marshaller<T, TCodec>.Instance, limits ?? MarshallingLimits.Default);

    /// <summary>Checks that a value and its bytes turn into each other.</summary>
    public static void Check<T, TCodec>(this WireFormat format, T value, string hex) where TCodec : struct, ICodec<T>
    {
        byte[] bytes = format.Encode<T, TCodec>(value);
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
        Assert.Equal(Show<T, TCodec>(value), Show<T, TCodec>(format.Decode<T, TCodec>(bytes)));
    }

    /// <summary>Checks that a value survives the way there and back; gives its bytes.</summary>
    public static byte[] RoundTrip<T, TCodec>(this WireFormat format, T value) where TCodec : struct, ICodec<T>
    {
        byte[] bytes = format.Encode<T, TCodec>(value);
        T decoded = format.Decode<T, TCodec>(bytes);
        Assert.Equal(Show<T, TCodec>(value), Show<T, TCodec>(decoded));
        Assert.Equal(bytes, format.Encode<T, TCodec>(decoded));
        return bytes;
    }

    public static void Refuses<T, TCodec>(this WireFormat format, string hex, string? because = null)
        where TCodec : struct, ICodec<T>
    {
        MarshalException refused = Assert.Throws<MarshalException>(
            () => format.Decode<T, TCodec>(Convert.FromHexString(hex)));
        if (because is not null) Assert.Contains(because, refused.Message);
        Assert.True(refused.Offset >= 0, refused.Message);
    }

    /// <summary>A value as text, by two formats that do not share code, so that neither hides its own losses.</summary>
    public static string Show<T, TCodec>(T value) where TCodec : struct, ICodec<T> =>
        Encoding.UTF8.GetString(JsonFormat.Instance.Encode<T, TCodec>(value)) + " "
        + Convert.ToHexStringLower(WireFormat.MessagePack.Encode<T, TCodec>(value));
}
