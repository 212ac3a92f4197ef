namespace RpcStack.Evolution;

/// <summary>Numbers or names of which each may stand only once.</summary>
internal sealed class UniqueSet<T>(string what)
{
    private readonly HashSet<T> _seen = [];

    public T Add(SchemaLine line, T value) =>
        _seen.Add(value) ? value : throw line.Error("there is another " + what + " " + value);
}
