namespace RpcStack.Services.Mail.Smtp;

/// <summary>
/// Sends commands, together where the server allows it (RFC 2920), and keeps their replies in order.
/// </summary>
internal sealed class CommandPipeline(LineConnection connection, bool isPipelined)
{
    // So many replies fit into any receive buffer: neither side waits for the other to read (RFC 2920 §3.1).
    private const int MaxPending = 50;

    private int _pending;

    public List<MailReply> Replies { get; } = [];

    public async ValueTask AddAsync(string command, CancellationToken cancel)
    {
        connection.WriteLine(command);
        _pending++;
        if (!isPipelined || _pending == MaxPending) await CollectAsync(cancel).ConfigureAwait(false);
    }

    public async ValueTask CollectAsync(CancellationToken cancel)
    {
        await connection.FlushAsync(cancel).ConfigureAwait(false);
        for (; _pending > 0; _pending--)
            Replies.Add(await ReplyReader.ReadAsync(connection, cancel).ConfigureAwait(false));
    }
}
