namespace RpcStack.Cli.Idl;

/// <summary>Contracts do not compile.</summary>
/// <param name="mistakes">What the compiler says, <c>file(line,col)</c> first, where editors look for it.</param>
internal sealed class SourceException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
