using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// Lists of strings in service parameters: in text with commas between, which a backslash escapes (RFC 9460 A.1).
/// </summary>
internal static class ServiceParameterText
{
    internal static bool IsList(ReadOnlySpan<byte> value)
    {
        bool isEmpty = value.IsEmpty;
        while (!value.IsEmpty)
        {
            if (value[0] == 0 || value[0] >= value.Length) return false;
            value = value[(value[0] + 1)..];
        }

        return !isEmpty;
    }

    internal static byte[]? ParseList(byte[] text)
    {
        List<byte> list = [0];
        int start = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == (byte)',')
            {
                start = list.Count;
                list.Add(0);
                continue;
            }

            if (text[at] == (byte)'\\' && ++at == text.Length || list[start] == byte.MaxValue) return null;
            list.Add(text[at]);
            list[start]++;
        }

        return [.. list];
    }

    internal static void PrintList(ReadOnlySpan<byte> value, StringBuilder text)
    {
        List<byte> escaped = [];
        for (bool isFirst = true; !value.IsEmpty; isFirst = false)
        {
            if (!isFirst) escaped.Add((byte)',');
            foreach (byte octet in value.Slice(1, value[0]))
            {
                if (octet is (byte)',' or (byte)'\\') escaped.Add((byte)'\\');
                escaped.Add(octet);
            }

            value = value[(value[0] + 1)..];
        }

        TextOctets.WriteQuoted([.. escaped], text);
    }
}
