using System.Globalization;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Pop3;

// What is in the mailbox: as it was when it was opened, until QUIT (RFC 1939 §5).
internal sealed partial class Pop3Session
{
    private const string NoSuchMessage = "-ERR There is no such message";

    private readonly HashSet<int> _deleted = [];
    private IReadOnlyList<MaildirMessage> _messages = [];

    private IEnumerable<int> Remaining => Enumerable.Range(0, _messages.Count).Where(i => !_deleted.Contains(i));

    public string Stat() => $"+OK {Remaining.Count()} {Remaining.Sum(i => _messages[i].Size)}";

    public string List(string[] arguments) =>
        Listing(arguments, i => _messages[i].Size.ToString(CultureInfo.InvariantCulture));

    public string Uidl(string[] arguments) => Listing(arguments, i => _messages[i].UniqueId);

    public ValueTask<string?> RetrieveAsync(string[] arguments, CancellationToken cancel) =>
        arguments.Length == 1
            ? SendAsync(arguments[0], int.MaxValue, cancel)
            : new("-ERR RETR needs the number of a message");

    public ValueTask<string?> TopAsync(string[] arguments, CancellationToken cancel) =>
        arguments.Length == 2 && int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out int lines)
            ? SendAsync(arguments[0], lines, cancel)
            : new("-ERR TOP needs the number of a message, and of lines");

    public string Delete(string[] arguments)
    {
        if (arguments.Length != 1 || Find(arguments[0]) is not { } index) return NoSuchMessage;
        _deleted.Add(index);
        return $"+OK Message {index + 1} goes with QUIT";
    }

    public string Reset()
    {
        _deleted.Clear();
        return $"+OK {_messages.Count} messages";
    }

    /// <summary>Only now is deleted what was marked: a connection that breaks deletes nothing (RFC 1939 §6).</summary>
    public string Quit()
    {
        State = Pop3State.Closed;
        try
        {
            foreach (int index in _deleted) _messages[index].Delete();
            return "+OK Bye";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "-ERR [SYS/PERM] Some messages could not be deleted";
        }
    }

    private string Listing(string[] arguments, Func<int, string> show)
    {
        if (arguments.Length == 1) return Find(arguments[0]) is { } one ? $"+OK {one + 1} {show(one)}" : NoSuchMessage;
        if (arguments.Length > 1) return "-ERR One message, or none";
        return string.Join("\r\n", ["+OK", .. Remaining.Select(i => $"{i + 1} {show(i)}"), "."]);
    }

    private async ValueTask<string?> SendAsync(string number, int bodyLines, CancellationToken cancel)
    {
        if (Find(number) is not { } index) return NoSuchMessage;
        byte[] message;
        try
        {
            message = MailText.Canonical(_messages[index].Read());
        }
        catch (IOException)
        {
            return "-ERR The message is gone";
        }

        connection.WriteLine($"+OK {_messages[index].Size} octets");
        ReadOnlyMemory<byte> part = message.AsMemory(0, LengthOf(message, bodyLines));
        await connection.SendAsync(MailText.Stuffed(part), cancel).ConfigureAwait(false);
        connection.Write(MailText.EndOfData);
        return null;
    }

    /// <summary>How long the header, the empty line, and so many lines of the body are.</summary>
    private static int LengthOf(ReadOnlySpan<byte> message, int bodyLines)
    {
        if (bodyLines == int.MaxValue) return message.Length;
        int length = Math.Min(message.Length, MailText.HeaderOf(message).Length + 2);
        for (int line = 0; line < bodyLines && length < message.Length; line++)
        {
            int end = message[length..].IndexOf((byte)'\n');
            length = end < 0 ? message.Length : length + end + 1;
        }

        return length;
    }

    private int? Find(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
        && n >= 1 && n <= _messages.Count && !_deleted.Contains(n - 1)
            ? n - 1
            : null;
}
