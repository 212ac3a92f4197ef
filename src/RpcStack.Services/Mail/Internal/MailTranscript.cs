using System.Text;

namespace RpcStack.Services.Mail;

/// <summary>
/// Writes down what goes over a connection, a line each, as text books do: <c>C: QUIT</c>, <c>S: 221 Bye</c>.
/// </summary>
internal sealed class MailTranscript(TextWriter writer, bool isServer)
{
    // A line that long is written in parts, so that a peer cannot make it cost memory.
    private const int MaxLine = 2000;

    private readonly List<byte> _sent = [];
    private readonly List<byte> _received = [];

    public void Sent(ReadOnlySpan<byte> octets) => Add(_sent, isServer ? "S: " : "C: ", octets);

    public void Received(ReadOnlySpan<byte> octets) => Add(_received, isServer ? "C: " : "S: ", octets);

    public void Note(string text)
    {
        lock (writer) writer.WriteLine($"-- {text}");
    }

    private void Add(List<byte> line, string prefix, ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (octet != '\n') line.Add(octet);
            if (octet == '\n' || line.Count >= MaxLine) End(line, prefix);
        }
    }

    private void End(List<byte> line, string prefix)
    {
        if (line is [.., (byte)'\r']) line.RemoveAt(line.Count - 1);
        string text = Encoding.UTF8.GetString([.. line]);
        line.Clear();
        lock (writer) writer.WriteLine(prefix + Printable(text));
    }

    // What a peer sends is not to steer the terminal that it is shown on.
    private static string Printable(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) && c != '\t' ? '\uFFFD' : c))
            : text;
}
