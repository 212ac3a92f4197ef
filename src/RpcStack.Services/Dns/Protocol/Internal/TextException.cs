namespace RpcStack.Services.Dns.Protocol;

/// <summary>Text that is not in presentation format; whoever knows the file's name says it too.</summary>
internal sealed class TextException(int line, int column, string problem)
    : FormatException($"({line},{column}): {problem}")
{
    internal int Line { get; } = line;

    internal int Column { get; } = column;

    internal string Problem { get; } = problem;
}
