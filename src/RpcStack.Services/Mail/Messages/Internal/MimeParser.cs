using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>Cuts messages into headers, bodies and parts.</summary>
internal static class MimeParser
{
    // Deeper, or with more parts, no mail is that somebody wrote to be read.
    private const int MaxDepth = 32;
    private const int MaxParts = 1000;

    public static MimeEntity Parse(ReadOnlyMemory<byte> message)
    {
        int parts = 0;
        return Parse(message, 0, ref parts);
    }

    private static MimeEntity Parse(ReadOnlyMemory<byte> octets, int depth, ref int parts)
    {
        (List<MailHeader> headers, int length) = Headers(octets.Span);
        ReadOnlyMemory<byte> body = octets[length..];
        var leaf = new MimeEntity(headers, body, []);
        List<MimeEntity> children = [];
        if (depth < MaxDepth && leaf.MediaType.StartsWith("multipart/", StringComparison.Ordinal))
            Children(body, leaf.ContentType["boundary"], depth, children, ref parts);
        else if (depth < MaxDepth && leaf.MediaType == "message/rfc822" && ++parts < MaxParts)
            children.Add(Parse(body, depth + 1, ref parts));
        return children.Count > 0 ? new MimeEntity(headers, body, children) : leaf;
    }

    /// <summary>Reads the header, and says how long it is, with the empty line.</summary>
    private static (List<MailHeader> Headers, int Length) Headers(ReadOnlySpan<byte> octets)
    {
        List<(string Name, StringBuilder Value)> headers = [];
        int at = 0;
        while (at < octets.Length)
        {
            int end = octets[at..].IndexOf((byte)'\n');
            int next = end < 0 ? octets.Length : at + end + 1;
            string line = Text(octets[at..next]);
            if (line.Length == 0)
            {
                at = next;
                break;
            }

            if (line[0] is ' ' or '\t')
            {
                if (headers.Count > 0) headers[^1].Value.Append(line);
            }
            else
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                // No header any more: the empty line was forgotten.
                if (colon <= 0) break;
                headers.Add((line[..colon].TrimEnd(), new StringBuilder(line[(colon + 1)..].TrimStart())));
            }

            at = next;
        }

        return ([.. headers.Select(h => new MailHeader(h.Name, h.Value.ToString()))], at);
    }

    /// <summary>
    /// The parts between lines of "--" boundary, up to the one that ends with "--" too (RFC 2046 §5.1.1).
    /// </summary>
    private static void Children(
        ReadOnlyMemory<byte> content, string boundary, int depth, List<MimeEntity> children, ref int parts)
    {
        if (boundary.Length == 0) return;
        ReadOnlySpan<byte> body = content.Span;
        string delimiter = $"--{boundary}";
        int start = -1;
        for (int at = 0; at < body.Length && parts < MaxParts;)
        {
            int end = body[at..].IndexOf((byte)'\n');
            int next = end < 0 ? body.Length : at + end + 1;
            string line = Text(body[at..next]).TrimEnd();
            bool isEnd = line == $"{delimiter}--";
            if (isEnd || line == delimiter)
            {
                if (start >= 0) Add(content[start..EndOf(body, start, at)], ref parts);
                start = isEnd ? -1 : next;
                if (isEnd) return;
            }

            at = next;
        }

        // A multipart that is cut off still has the part that was.
        if (start >= 0 && parts < MaxParts) Add(content[start..], ref parts);

        void Add(ReadOnlyMemory<byte> part, ref int count)
        {
            count++;
            children.Add(Parse(part, depth + 1, ref count));
        }
    }

    // The line break before a boundary belongs to it.
    private static int EndOf(ReadOnlySpan<byte> body, int start, int at)
    {
        int end = at;
        if (end > start && body[end - 1] == '\n') end--;
        if (end > start && body[end - 1] == '\r') end--;
        return end;
    }

    private static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line).TrimEnd('\n').TrimEnd('\r');
}
