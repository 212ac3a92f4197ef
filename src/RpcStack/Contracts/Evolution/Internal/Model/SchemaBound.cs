using System.Globalization;

namespace RpcStack.Evolution;

/// <summary>A limit on octets or elements: at most so many, exactly so many, or none.</summary>
internal readonly struct SchemaBound(long limit, bool isFixed)
{
    public static SchemaBound None => new(long.MaxValue, false);

    public long Limit { get; } = limit;

    public bool IsFixed { get; } = isFixed;

    /// <summary>Whether every number that this bound allows is one that <paramref name="other"/> allows.</summary>
    public bool IsWithin(SchemaBound other) =>
        other.IsFixed ? IsFixed && Limit == other.Limit : Limit <= other.Limit;

    /// <summary>As <see cref="IsWithin"/>, and a count is written under both or under neither.</summary>
    public bool IsWithinAlike(SchemaBound other) => IsFixed == other.IsFixed && IsWithin(other);

    public override string ToString()
    {
        if (Limit == long.MaxValue) return "";
        string number = Limit.ToString(CultureInfo.InvariantCulture);
        return IsFixed ? "[" + number + "]" : "<" + number + ">";
    }
}
