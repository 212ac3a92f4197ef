using System.Reflection;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>What <see cref="RpcLengthAttribute"/> says of a member, parameter or result: a bound for each level of its type.</summary>
internal sealed class Bounds
{
    private readonly SortedDictionary<(int Level, bool IsKey), Bound> _byLevel = [];
    private readonly HashSet<(int Level, bool IsKey)> _taken = [];

    private Bounds(IEnumerable<RpcLengthAttribute> attributes)
    {
        foreach (RpcLengthAttribute length in attributes)
        {
            if (length.Limit < 0) Problem ??= "the limit of [RpcLength] is negative";
            else if (length.Level < 0) Problem ??= "the level of [RpcLength] is negative";
            else if (!_byLevel.TryAdd((length.Level, length.Key), length.Fixed ? Bound.Exactly(length.Limit) : Bound.AtMost(length.Limit)))
                Problem ??= $"[RpcLength] bounds {Name((length.Level, length.Key))} twice";
        }
    }

    /// <summary>Says nothing.</summary>
    public static Bounds None => new([]);

    /// <summary>Why the attributes make no sense, or null; known when the type was read.</summary>
    public string? Problem { get; private set; }

    public bool AreAny => _byLevel.Count > 0 || Problem is not null;

    public static Bounds Of(ParameterInfo parameter) => new(parameter.GetCustomAttributes<RpcLengthAttribute>());

    /// <summary>A member's own, or else those of the constructor's parameter that takes it.</summary>
    public static Bounds Of(MemberInfo member, ParameterInfo? parameter)
    {
        Bounds own = new(member.GetCustomAttributes<RpcLengthAttribute>());
        return own.AreAny || parameter is null ? own : Of(parameter);
    }

    /// <summary>The bound at that level, or of the keys there, which is used then.</summary>
    public Bound Take(int level, bool isKey)
    {
        if (!_byLevel.TryGetValue((level, isKey), out Bound bound)) return Bound.None;
        _taken.Add((level, isKey));
        return bound;
    }

    /// <summary>The type was read: says what is wrong where a bound was not used.</summary>
    public string? FindProblem() => Problem
        ?? (_byLevel.Keys.Except(_taken).Select(Name).FirstOrDefault() is { } place
            ? $"[RpcLength] bounds text, octets, lists and maps; there is none at {place}"
            : null);

    private static string Name((int Level, bool IsKey) place) => place.IsKey ? $"the keys of level {place.Level}" : $"level {place.Level}";
}
