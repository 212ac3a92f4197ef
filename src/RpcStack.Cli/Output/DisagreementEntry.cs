namespace RpcStack.Cli.Output;

/// <summary>A question to which the stacks have different answers.</summary>
internal sealed record DisagreementEntry(string Name, string Type, IReadOnlyDictionary<string, AnswerEntry> Answers);
