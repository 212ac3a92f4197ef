using System.Globalization;
using RpcStack.Benchmarks.Workloads;
using RpcStack.Transports;

namespace RpcStack.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Names">Workloads, <c>idle</c>, <c>connections</c>, <c>codecs</c>, <c>dynamic</c>, <c>grpc</c>.</param>
/// <param name="Rounds">How often each contender takes its turn.</param>
/// <param name="Turn">How long a turn is.</param>
/// <param name="Warmup">How long each contender works before anything is measured.</param>
/// <param name="Placements">Null: wherever the system likes; else the core that both processes keep to.</param>
/// <param name="Connections">How many connections are idle.</param>
/// <param name="ReadSides">RpcStack's read sides to compare.</param>
/// <param name="Only">The one contender to run, for a profiler; null: all.</param>
/// <param name="JsonFile">Where the figures go too, or null.</param>
internal sealed record Settings(
    IReadOnlyList<string> Names,
    int Rounds,
    TimeSpan Turn,
    TimeSpan Warmup,
    IReadOnlyList<int?> Placements,
    int Connections,
    IReadOnlyList<ReadSide> ReadSides,
    string? Only,
    string? JsonFile)
{
    public const string Usage =
        "usage: [w1] [w2] [w3] [w4] [idle] [connections] [codecs] [dynamic] [grpc] [--quick] [--free | --pinned] [--rounds N] [--sides] "
        + "[--only NAME] [--json FILE]";

    public static IReadOnlyList<string> Others { get; } = ["idle", "connections", "codecs", "dynamic", "grpc"];

    public static Settings Default { get; } = new(
        [], 5, TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(1), [null, 0], 10_000, [ReadSide.Asynchronous], null, null);

    public IEnumerable<Workload> Workloads => Workload.All.Where(w => Names.Contains(w.Name));

    /// <summary>Reads the command line; null where it makes no sense.</summary>
    public static Settings? Parse(string[] arguments)
    {
        Settings settings = Default;
        var names = new List<string>();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            switch (argument)
            {
                case "--quick":
                    settings = settings with
                    {
                        Rounds = 2,
                        Turn = TimeSpan.FromMilliseconds(200),
                        Warmup = TimeSpan.FromMilliseconds(200),
                        Connections = 1000,
                    };
                    break;
                case "--free":
                    settings = settings with { Placements = [null] };
                    break;
                case "--pinned":
                    settings = settings with { Placements = [0] };
                    break;
                case "--rounds" when rest.TryDequeue(out string? rounds):
                    settings = settings with { Rounds = int.Parse(rounds, CultureInfo.InvariantCulture) };
                    break;
                case "--sides":
                    settings = settings with { ReadSides = Enum.GetValues<ReadSide>() };
                    break;
                case "--only" when rest.TryDequeue(out string? only):
                    settings = settings with { Only = only };
                    break;
                case "--json" when rest.TryDequeue(out string? file):
                    settings = settings with { JsonFile = file };
                    break;
                case var name when Others.Contains(name) || Workload.All.Any(w => w.Name == name):
                    names.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return names.Count == 0 ? null : settings with { Names = names };
    }
}
