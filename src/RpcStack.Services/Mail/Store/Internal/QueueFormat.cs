using System.Globalization;
using System.Text;

namespace RpcStack.Services.Mail.Store;

/// <summary>
/// A file of the queue: lines up to an empty one, then the message. The second line has an octet for each recipient and is
/// written over in place, by one write; nothing else ever changes.
/// </summary>
internal static class QueueFormat
{
    private const string Magic = "rpcstack-queue 1";
    private const string StatePrefix = "state ";

    // More than a thousand recipients with the longest addresses.
    private const int MaxHead = 1 << 20;

    public static int StateOffset => Magic.Length + 1 + StatePrefix.Length;

    public static byte[] Write(QueueEntry entry)
    {
        MailEnvelope envelope = entry.Envelope;
        var text = new StringBuilder($"{Magic}\n{StatePrefix}{Encoding.ASCII.GetString(entry.States)}\n");
        text.Append(CultureInfo.InvariantCulture, $"arrived {entry.Arrived:O}\nsender {envelope.Sender}\n");
        text.Append(CultureInfo.InvariantCulture, $"return {envelope.Return}\nid {envelope.Id}\n");
        if (entry.Origin.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"origin {entry.Origin} {string.Join(',', entry.OriginRecipients)}\n");
        for (int i = 0; i < envelope.Recipients.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"recipient {entry.Notify[i]} {envelope.Recipients[i]}\n");
        if (entry.Originals.Any(original => original.Length > 0))
        {
            foreach (string original in entry.Originals) text.Append(CultureInfo.InvariantCulture, $"original {original}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>Reads the lines before the message.</summary>
    /// <exception cref="InvalidDataException">It is no file of the queue.</exception>
    public static QueueEntry Read(string id, ReadOnlySpan<byte> file)
    {
        int end = file[..Math.Min(file.Length, MaxHead)].IndexOf("\n\n"u8);
        string[] lines = end < 0 ? [] : Encoding.UTF8.GetString(file[..end]).Split('\n');
        if (lines is not [Magic, _, ..]) throw new InvalidDataException($"{id} is no file of the queue");
        try
        {
            return Read(id, lines, end + 2);
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{id} is no file of the queue: {malformed.Message}", malformed);
        }
    }

    private static QueueEntry Read(string id, string[] lines, int offset)
    {
        ILookup<string, string> values =
            lines.Skip(1).Select(line => line.Split(' ', 2)).ToLookup(w => w[0], w => w[1]);
        string One(string name) => values[name].FirstOrDefault() ?? throw new FormatException($"there is no {name}");
        string[][] recipients = [.. values["recipient"].Select(value => value.Split(' ', 2))];
        byte[] states = Encoding.ASCII.GetBytes(One("state"));
        if (states.Length != recipients.Length) throw new FormatException("states and recipients differ in number");
        string[] origin = (values["origin"].FirstOrDefault() ?? " ").Split(' ');
        return new QueueEntry
        {
            Id = id,
            Arrived = DateTimeOffset.ParseExact(One("arrived"), "O", CultureInfo.InvariantCulture),
            Envelope = new MailEnvelope(
                One("sender"), [.. recipients.Select(r => r[1])], Return: Enum.Parse<MailReturn>(One("return")), Id: One("id")),
            Notify = [.. recipients.Select(r => Enum.Parse<MailNotify>(r[0]))],
            Originals = [.. values["original"]],
            States = states,
            Origin = origin[0],
            OriginRecipients = [.. Numbers(origin[1])],
            MessageOffset = offset,
        };
    }

    private static IEnumerable<int> Numbers(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture));
}
