using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RpcStack.Cli.Comparison;

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
        ["p99"] = "microseconds",
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

internal sealed record DisagreementEntry(string Name, string Type, IReadOnlyDictionary<string, AnswerEntry> Answers);

internal sealed record AnswerEntry(
    string Code, bool IsAuthoritative, IReadOnlyList<string> Answers, IReadOnlyList<string> Authorities);

internal sealed record StackEntry(
    string Name,
    Spread CallsPerSecond,
    Spread P50,
    Spread P99,
    double? BytesUpPerCall,
    double? BytesDownPerCall,
    double? PacketsPerCall,
    string PacketUnit,
    double? ExtraConnectionsPerCall,
    double AllocatedBytesPerCall,
    int? CodeLines,
    IReadOnlyList<Round> Rounds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext
{
    public static ComparisonJsonContext Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
