using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>What <c>[RpcLength]</c> says of a member, parameter or result: a bound for each level of its type.</summary>
internal sealed class Bounds
{
    private readonly SortedDictionary<(int Level, bool IsKey), BoundModel> _byLevel = [];

    /// <summary>Says nothing.</summary>
    public static Bounds None { get; } = new();

    /// <summary>Why the attributes make no sense, or null.</summary>
    public string? Problem { get; private set; }

    public static Bounds Of(ISymbol symbol, KnownSymbols known) => Of(symbol.FindAll(known.LengthAttribute));

    /// <summary>Reads attributes; those of a constructor's parameter count where its property has none.</summary>
    public static Bounds Of(IEnumerable<AttributeData> attributes)
    {
        Bounds bounds = new();
        foreach (AttributeData data in attributes) bounds.Add(data);
        return bounds._byLevel.Count == 0 && bounds.Problem is null ? None : bounds;
    }

    /// <summary>The bound of that level, or of the keys there; or null.</summary>
    public BoundModel? At(int level, bool isKey = false) =>
        _byLevel.TryGetValue((level, isKey), out BoundModel bound) ? bound : null;

    /// <summary>The first place of which something is said that <paramref name="taken"/> does not hold, or null.</summary>
    public string? FirstBeyond(HashSet<(int Level, bool IsKey)> taken)
    {
        foreach ((int level, bool isKey) in _byLevel.Keys)
            if (!taken.Contains((level, isKey))) return Name(level, isKey);
        return null;
    }

    private static string Name(int level, bool isKey) => isKey ? $"the keys of level {level}" : $"level {level}";

    private void Add(AttributeData data)
    {
        if (data.Number() is not { } limit) return;
        int level = data.Named("Level") is int stated ? stated : 0;
        bool isKey = data.Named("Key") is true;
        if (limit < 0) Problem ??= "the limit of [RpcLength] is negative";
        else if (level < 0) Problem ??= "the level of [RpcLength] is negative";
        else if (_byLevel.ContainsKey((level, isKey))) Problem ??= $"[RpcLength] bounds {Name(level, isKey)} twice";
        else _byLevel.Add((level, isKey), new(limit, data.Named("Fixed") is true));
    }
}
