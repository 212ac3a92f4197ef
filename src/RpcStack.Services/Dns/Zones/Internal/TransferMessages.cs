using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Signing;

namespace RpcStack.Services.Dns.Zones;

/// <summary>The messages of a transfer as they come, with their signatures checked.</summary>
internal sealed class TransferMessages(OutgoingQuery query)
{
    private bool _isFirst = true;

    /// <summary>Whether the last message is still to be confirmed by the signature of a later one.</summary>
    internal bool AwaitsSignature { get; private set; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="DnsException">It is none of this transfer, or says that there is none.</exception>
    internal IReadOnlyList<ResourceRecord> Read(byte[] octets)
    {
        DnsMessage message = _isFirst
            ? query.Match(octets) ?? throw new DnsException("The server sent what is no reply to the request")
            : Next(octets);
        _isFirst = false;
        return message.Code == DnsResponseCode.NoError
            ? message.Answers
            : throw new DnsException($"The server refuses the transfer: {message.Code.ToText()}");
    }

    private DnsMessage Next(byte[] octets)
    {
        if (query.Session is { } session)
        {
            TsigRecord? record = TsigRecord.Find(octets, out int offset);
            AwaitsSignature = record is null;
            bool isGood = record is null
                ? session.TakeUnsigned(octets)
                : session.Verify(octets, record, offset) == TsigError.None;
            if (!isGood) throw new DnsException("The signature of the transfer is wrong");
        }

        return DnsMessage.Parse(octets);
    }
}
