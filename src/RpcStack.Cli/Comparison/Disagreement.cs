using RpcStack.Cli.Data;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Comparison;

/// <summary>A question to which the stacks have different answers.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answers">What each stack says, by its name.</param>
internal sealed record Disagreement(Question Question, IReadOnlyList<(string Stack, DnsAnswer Answer)> Answers);
