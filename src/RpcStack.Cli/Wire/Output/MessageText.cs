using System.Globalization;
using System.Text;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Output;

/// <summary>Shows messages as text: a line for each run of octets, with what it means.</summary>
internal sealed class MessageText(TextWriter output) : IMessageWriter
{
    private const int OctetsInLine = 8;
    private const int MaxLines = 8;
    private const int BytesWidth = OctetsInLine * 3;
    private const int FieldWidth = 30;
    private const int ValueWidth = 40;

    private long? _first;
    private int _count;

    /// <inheritdoc/>
    public void Write(Message message)
    {
        _first ??= message.Time;
        bool isClients = message.From == Side.Client;
        string time = ((message.Time - _first.Value) / 1e6).ToString("F3", CultureInfo.InvariantCulture);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"#{++_count}  {time} ms  {message.Flow.Number}{(isClients ? " >" : " <")}  {message.Protocol}  {message.Summary}  ({message.Bytes.Length} octets at {message.Offset})"));
        foreach (Field part in message.Root.Parts) Write(part, message.Bytes, indent: 0, offsetMark: "");
        output.WriteLine();
    }

    public void Dispose() => output.Flush();

    // A field with parts shows no octets: its parts do.
    private void Write(Field field, ReadOnlyMemory<byte> bytes, int indent, string offsetMark)
    {
        bool isWhole = field.Parts.Count == 0 || field.Inflated is not null;
        ReadOnlySpan<byte> octets = isWhole ? bytes.Span.Slice(field.Offset, field.Length) : default;
        string offset = isWhole ? $"{offsetMark}{field.Offset:x4}" : "";
        string value = field.Problem is null ? field.Value ?? "" : $"{field.Value}  ! {field.Problem}".TrimStart();
        Line(offset, Hex(octets[..Math.Min(octets.Length, OctetsInLine)]), $"{new string(' ', indent * 2)}{field.Name}", value, field.Contract ?? "");
        for (int at = OctetsInLine; at < octets.Length; at += OctetsInLine)
        {
            bool isCut = at / OctetsInLine >= MaxLines;
            string rest = isCut ? $"… {octets.Length - at} more" : Hex(octets.Slice(at, Math.Min(OctetsInLine, octets.Length - at)));
            Line(isCut ? "" : $"{offsetMark}{field.Offset + at:x4}", rest, "", "", "");
            if (isCut) break;
        }

        foreach (Field part in field.Parts)
            Write(part, field.Inflated ?? bytes, indent + 1, field.Inflated is null ? offsetMark : offsetMark + "+");
    }

    private void Line(string offset, string bytes, string field, string value, string contract)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"  {offset,-7}{bytes.PadRight(BytesWidth)} {field.PadRight(FieldWidth)} ");
        line.Append(contract.Length > 0 ? $"{value.PadRight(ValueWidth)} {contract}" : value);
        output.WriteLine(line.ToString().TrimEnd());
    }

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte octet in bytes) text.Append(CultureInfo.InvariantCulture, $"{octet:x2} ");
        return text.ToString();
    }
}
