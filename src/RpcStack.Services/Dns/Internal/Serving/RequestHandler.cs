using System.Net;
using System.Runtime.CompilerServices;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Signing;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Serving;

/// <summary>
/// Handles the requests that <see cref="DnsResponder"/> defers: signed ones, transfers, updates, notifications, and
/// what is looked up elsewhere.
/// </summary>
internal sealed class RequestHandler(ZoneStore zones, ServerPolicy policy, TimeProvider time)
{
    private readonly RecursionHandler _recursion = new(zones, policy.Options);

    /// <summary>Handles a request.</summary>
    /// <param name="octets">What came.</param>
    /// <param name="asker">From whom.</param>
    /// <param name="isDatagram">Whether over UDP.</param>
    /// <param name="send">Sends a response; there may be several.</param>
    /// <param name="stopping">Ends it.</param>
    internal async Task HandleAsync(
        byte[] octets, IPAddress asker, bool isDatagram, Func<byte[], Task> send, CancellationToken stopping)
    {
        try
        {
            await CheckAndHandleAsync(octets, asker, isDatagram, send, stopping).ConfigureAwait(false);
        }
        catch (DnsFormatException)
        {
            byte[] refusal = new byte[DnsHeader.Size];
            ResponseWriter.WriteHeaderOnly(DnsHeader.Read(octets), DnsResponseCode.FormatError, refusal);
            await send(refusal).ConfigureAwait(false);
        }
    }

    private async Task CheckAndHandleAsync(
        byte[] octets, IPAddress asker, bool isDatagram, Func<byte[], Task> send, CancellationToken stopping)
    {
        var message = DnsMessage.Parse(octets);
        TsigRecord? signature = TsigRecord.Find(octets, out int offset);
        TsigSession? session = null;
        if (signature is not null)
        {
            TsigKey? key = policy.Options.Keys.FirstOrDefault(k => k.Name.Equals(signature.Key));
            session = key is null ? null : new TsigSession(key, time);
            TsigError error = session?.Verify(octets, signature, offset) ?? TsigError.BadKey;
            octets = TsigSession.Strip(octets, signature, offset);
            if (error != TsigError.None)
            {
                await send(Reject(message, signature, session, error)).ConfigureAwait(false);
                return;
            }
        }

        int maxSize = (isDatagram ? DatagramLimit(message) : DnsMessage.MaxSize) - (session?.MaxSize ?? 0);
        var request = new ServerRequest(message, octets, asker, session?.Key.Name, isDatagram, maxSize);
        IAsyncEnumerable<byte[]> responses = RespondAsync(request, stopping);
        await foreach (byte[] response in responses.WithCancellation(stopping).ConfigureAwait(false))
        {
            await send(session is null ? response : session.Sign(response)).ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<byte[]> RespondAsync(ServerRequest request, CancellationToken stopping)
    {
        bool isTransfer = request.Message.Questions is [{ Type: DnsRecordType.AXFR or DnsRecordType.IXFR }];
        return request.Message.Opcode switch
        {
            DnsOpcode.Update => Once(() => Update(request)),
            DnsOpcode.Notify => Once(() => Notify(request)),
            _ when isTransfer => new TransferSource(zones, policy.Options, request).Messages.ToAsyncEnumerable(),
            _ => AnswerAsync(request, stopping),
        };
    }

    private async IAsyncEnumerable<byte[]> AnswerAsync(
        ServerRequest request, [EnumeratorCancellation] CancellationToken stopping)
    {
        var buffer = new byte[request.MaxSize];
        int length = new DnsResponder(zones, policy).Respond(
            request.Octets, buffer, request.IsDatagram, request.Asker.GetAddressBytes());
        if (length > 0) yield return buffer[..length];
        if (length == DnsResponder.Deferred)
        {
            DnsMessage response = await _recursion.RespondAsync(request, stopping).ConfigureAwait(false);
            yield return request.Write(response);
        }
    }

    private byte[] Update(ServerRequest request)
    {
        DnsResponseCode code = DnsResponseCode.Refused;
        if (policy.Options.AllowUpdate.Allows(request.Asker, request.Key))
        {
            try
            {
                code = new ZoneUpdate(request.Message).Apply(zones);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // RFC 2136 §3.5: what is not on disk has not happened.
                code = DnsResponseCode.ServerFailure;
            }
        }

        return request.Write(request.Reply(code));
    }

    // RFC 1996 §3.10: who is told by a server that it does not copy from does not listen.
    private byte[] Notify(ServerRequest request)
    {
        SecondaryZone? zone = request.Message.Questions is [{ } question]
            ? policy.Options.Secondaries.FirstOrDefault(secondary => secondary.Origin.Equals(question.Name))
            : null;
        bool isHeard = zone is not null && zone.IsPrimary(request.Asker);
        if (isHeard) zone!.RefreshSoon();
        DnsResponseCode code = isHeard ? DnsResponseCode.NoError
            : zone is null ? DnsResponseCodes.NotAuthorized
            : DnsResponseCode.Refused;
        return request.Write(request.Reply(code, isHeard ? DnsFlags.Authoritative : DnsFlags.None));
    }

    private static byte[] Reject(DnsMessage message, TsigRecord signature, TsigSession? session, TsigError error)
    {
        byte[] response = new DnsMessage
        {
            Id = message.Id,
            Flags = DnsFlags.Response,
            Opcode = message.Opcode,
            Code = DnsResponseCodes.NotAuthorized,
            Questions = message.Questions,
        }.ToArray();
        return error == TsigError.BadTime
            ? session!.Sign(response, error, signature.Time)
            : TsigSession.AppendError(response, signature, error);
    }

    private static int DatagramLimit(DnsMessage message) =>
        message.Edns is { } edns
            ? Math.Clamp(edns.UdpPayloadSize, (ushort)DnsMessage.MaxPlainUdpSize, DnsEdns.SafePayloadSize)
            : DnsMessage.MaxPlainUdpSize;

    private static IAsyncEnumerable<byte[]> Once(Func<byte[]> make) => new[] { make() }.ToAsyncEnumerable();
}
