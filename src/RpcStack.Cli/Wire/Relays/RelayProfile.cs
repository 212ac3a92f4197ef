using RpcStack.Testing;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>What a relay makes of the network between a client and its server.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="Link">Delay, jitter and bandwidth of each direction.</param>
/// <param name="Loss">The share of datagrams that is lost; streams lose nothing, TCP would send it again.</param>
internal sealed record RelayProfile(string Name, LinkProfile Link, double Loss)
{
    /// <summary>As fast as the machine is.</summary>
    public static RelayProfile Loopback { get; } = new("loopback", new LinkProfile(), Loss: 0);

    /// <summary>A local network: 1 ms a direction, which is as fine as the system's timers are; 1 Gbit/s.</summary>
    public static RelayProfile Lan { get; } = new("lan", Make(latency: 1, jitter: 0, megabits: 1000), Loss: 0);

    /// <summary>Across a continent: 20 ms and up to 2 more a direction, 100 Mbit/s, 0.1 % loss.</summary>
    public static RelayProfile Wan { get; } = new("wan", Make(latency: 20, jitter: 2, megabits: 100), Loss: 0.001);

    /// <summary>A telephone: 50 ms and up to 20 more a direction, 10 Mbit/s, 1 % loss.</summary>
    public static RelayProfile Mobile { get; } = new("mobile", Make(latency: 50, jitter: 20, megabits: 10), Loss: 0.01);

    public static IReadOnlyList<RelayProfile> All { get; } = [Loopback, Lan, Wan, Mobile];

    /// <summary>Whether octets pass at once.</summary>
    public bool IsInstant => Link.Latency == TimeSpan.Zero && Link.Jitter == TimeSpan.Zero && Link.Bandwidth is null;

    /// <summary>The same network, with its chances drawn from another seed.</summary>
    public RelayProfile WithSeed(int seed) => this with { Link = Link with { Seed = seed } };

    public override string ToString() => Name;

    private static LinkProfile Make(double latency, double jitter, long megabits) => new()
    {
        Latency = TimeSpan.FromMilliseconds(latency),
        Jitter = TimeSpan.FromMilliseconds(jitter),
        Bandwidth = megabits * 1_000_000 / 8,
    };
}
