using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>
/// The stream of an operation with parameters beside it: <c>message { oneof part { Request request = 1; Item item = 2; } }</c>,
/// the request first and once.
/// </summary>
internal static class PartFormats
{
    private const byte RequestTag = 1 << 3 | 2;
    private const byte ItemTag = 2 << 3 | 2;

    public static MessageFormat<T> Request<T>(MessageFormat<T> format) => new PartFormat<T>(format, RequestTag, "request = 1");

    public static MessageFormat<T> Item<T>(MessageFormat<T> format) => new PartFormat<T>(format, ItemTag, "item = 2");

    private sealed class PartFormat<T>(MessageFormat<T> format, byte tag, string name) : MessageFormat<T>
    {
        public override void Encode(ByteWriter writer, T value)
        {
            ByteWriter part = ScratchWriter.Rent();
            try
            {
                format.Encode(part, value);
                writer.Write(tag);
                for (uint length = (uint)part.Length; ; length >>= 7)
                {
                    if (length < 0x80)
                    {
                        writer.Write((byte)length);
                        break;
                    }

                    writer.Write((byte)(length | 0x80));
                }

                writer.Write(part.Written);
            }
            finally
            {
                ScratchWriter.Return(part);
            }
        }

        public override T Decode(ReadOnlySpan<byte> message, MarshallingLimits limits)
        {
            if (message.IsEmpty || message[0] != tag) throw Malformed(0);
            ulong length = 0;
            for (int at = 1, shift = 0; at < message.Length && shift < 35; shift += 7)
            {
                byte octet = message[at++];
                length |= (ulong)(octet & 0x7f) << shift;
                if (octet >= 0x80) continue;
                if (length != (ulong)(message.Length - at)) throw Malformed(at);
                return format.Decode(message[at..], limits);
            }

            throw Malformed(1);
        }

        private MarshalException Malformed(int offset) => new($"expected a message whose only field is {name}", offset);
    }
}
