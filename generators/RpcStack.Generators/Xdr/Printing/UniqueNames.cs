namespace RpcStack.Generators.Xdr.Printing;

/// <summary>Names of which each is given once: what is two names in a file may be one in C#.</summary>
internal sealed class UniqueNames(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Take(string name)
    {
        while (!_taken.Add(name)) name += "_";
        return name;
    }
}
