using System.Text.Json;
using System.Text.Json.Serialization;

namespace RpcStack.Cli.Output;

/// <summary>What <c>--json</c> prints.</summary>
internal sealed record ComparisonDocument(
    string Comparison,
    int Questions,
    bool SameAnswers,
    IReadOnlyList<DisagreementEntry> Disagreements,
    int Rounds,
    int CallsPerRound,
    int ContractCodeLines,
    [property: JsonPropertyName("units")] IReadOnlyDictionary<string, string> UnitsOfNumbers,
    IReadOnlyList<StackEntry> Stacks)
{
    public static IReadOnlyDictionary<string, string> Units { get; } = new Dictionary<string, string>
    {
        ["callsPerSecond"] = "calls per second, made one after the other",
        ["p50"] = "microseconds",
        ["p90"] = "microseconds",
        ["p99"] = "microseconds",
        ["cpuPerCall"] = "microseconds, client and server together",
        ["firstCall"] = "microseconds from a new client to its first answer, connecting included",
        ["bytesUpPerCall"] = "bytes of payload, client to server",
        ["bytesDownPerCall"] = "bytes of payload, server to client",
        ["packetsPerCall"] = "packets both ways, each one of packetUnit",
        ["extraConnectionsPerCall"] = "TCP connections that were made for one call",
        ["allocatedBytesPerCall"] = "bytes, client and server together",
        ["codeLines"] = "lines that are not blank, a comment or a using directive",
        ["contractCodeLines"] = "as codeLines, of the contract that client and server share",
        ["seconds"] = "seconds",
    };

    public static string Serialize(ComparisonDocument document) =>
        JsonSerializer.Serialize(document, ComparisonJsonContext.Indented.ComparisonDocument);
}
