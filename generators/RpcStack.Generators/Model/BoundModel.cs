namespace RpcStack.Generators.Model;

/// <summary>A limit on octets or elements.</summary>
/// <param name="Limit">From 0.</param>
/// <param name="IsFixed">Whether the number must be the limit.</param>
internal sealed record BoundModel(int Limit, bool IsFixed)
{
    /// <summary>Whether no value would be too short, so that nothing can stand for one that is missing.</summary>
    public bool ForbidsEmpty => IsFixed && Limit > 0;

    /// <summary>The name of the type argument that says it.</summary>
    public string Name => (IsFixed ? "Exactly" : "AtMost") + Limit + "Bound";
}
