namespace RpcStack.Cli.Output;

/// <summary>An answer, its records as lines of a zone file.</summary>
internal sealed record AnswerEntry(
    string Code, bool IsAuthoritative, IReadOnlyList<string> Answers, IReadOnlyList<string> Authorities);
