using RpcStack.Marshalling;

namespace RpcStack.Generators.Tests;

/// <summary>Values as bytes and back.</summary>
internal static class Wire
{
    public static T Copy<T>(WireFormat format, Marshaller<T> marshaller, T value) =>
        format.Decode(Encode(format, marshaller, value), marshaller, MarshallingLimits.Default);

    public static byte[] Encode<T>(WireFormat format, Marshaller<T> marshaller, T value)
    {
        using var writer = new ByteWriter();
        format.Encode(writer, marshaller, value);
        return writer.Written.ToArray();
    }

    public static T Copy<T, TCodec>(WireFormat format, T value) where TCodec : struct, ICodec<T> =>
        Copy(format, Marshaller<T, TCodec>.Instance, value);
}
