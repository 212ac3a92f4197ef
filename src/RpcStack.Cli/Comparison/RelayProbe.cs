using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Relays;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Comparison;

/// <summary>Counts the datagrams of a stack that does not count them itself.</summary>
internal static class RelayProbe
{
    /// <summary>Asks each question once through a relay.</summary>
    /// <param name="server">Where the stack's server is, on UDP.</param>
    /// <param name="connect">Makes a client of what is found at a port of the loopback interface.</param>
    /// <param name="questions">What to ask.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Traffic> CountAsync(
        IPEndPoint server, Func<int, RpcChannel> connect, IReadOnlyList<Question> questions, CancellationToken cancel)
    {
        var recording = new Recording();
        Relay relay = Relay.Start(new IPEndPoint(IPAddress.Loopback, 0), server, RelayProfile.Loopback, new FlowTap(recording));
        await using (relay.ConfigureAwait(false))
        {
            RpcChannel client = connect(relay.EndPoint.Port);
            await using (client.ConfigureAwait(false))
            {
                IDnsLookup lookup = client.Get<IDnsLookup>();
                foreach (Question question in questions)
                    await lookup.LookupAsync(question.Name, question.Type, cancel).ConfigureAwait(false);
            }
        }

        return recording.Counts.Aggregate(default(Traffic), (sum, flow) => new Traffic(
            sum.BytesUp + flow.BytesUp,
            sum.BytesDown + flow.BytesDown,
            (sum.Packets ?? 0) + flow.ChunksUp + flow.ChunksDown,
            ExtraConnections: 0));
    }
}
