using System.Security.Cryptography;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Pop3;

/// <summary>A server's side of one connection. What may come when is in <see cref="Pop3StateTable"/>.</summary>
internal sealed partial class Pop3Session(LineConnection connection, MailSpool spool, Pop3ServerOptions options) : IDisposable
{
    // RFC 2449 §4 has 255; SASL's responses are longer.
    private const int MaxLine = 12_288;

    private readonly string _timestamp =
        $"<{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}@{spool.Site.HostName}>";

    private int _errors;

    public Pop3State State { get; private set; } = Pop3State.Authorization;

    public async Task RunAsync(bool isTooMany, CancellationToken stopping)
    {
        string apop = options.ApopSecrets.Count > 0 ? $" {_timestamp}" : "";
        connection.WriteLine(isTooMany ? "-ERR [SYS/TEMP] Too many connections" : $"+OK {spool.Site.HostName} POP3 RpcStack{apop}");
        if (isTooMany) State = Pop3State.Closed;
        while (State is not Pop3State.Closed)
        {
            if (!connection.HasInput) await connection.FlushAsync(stopping).ConfigureAwait(false);
            Line line = await connection.ReadLineAsync(MaxLine, stopping).ConfigureAwait(false);
            if (line.IsEnd) return;
            string? answer = line.Fault is LineFault.None
                ? await Pop3StateTable.ActAsync(this, line.Text, stopping).ConfigureAwait(false)
                : "-ERR A line is UTF-8, not too long, and ends with <CR><LF>";
            Say(answer);
        }

        await connection.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => _lock?.Dispose();

    private void Say(string? answer)
    {
        if (answer is null) return;
        connection.WriteLine(answer);
        if (answer.StartsWith('-') && ++_errors >= options.MaxErrors) State = Pop3State.Closed;
    }
}
