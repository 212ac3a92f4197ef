namespace RpcStack.Marshalling;

/// <summary>A limit on how many octets or elements a value has: at most so many, or exactly so many.</summary>
/// <remarks>XDR writes no count before a fixed number (RFC 4506 §4.9, §4.12); the other formats only check.</remarks>
public readonly record struct Bound
{
    private readonly int _limit;

    private Bound(int limit, bool isFixed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _limit = limit + 1;
        IsFixed = isFixed;
    }

    /// <summary>Any number.</summary>
    public static Bound None => default;

    /// <summary>Whether there is a limit.</summary>
    public bool IsBounded => _limit != 0;

    /// <summary>Whether the number must be the limit.</summary>
    public bool IsFixed { get; }

    /// <summary>The limit; <see cref="int.MaxValue"/> where there is none.</summary>
    public int Limit => IsBounded ? _limit - 1 : int.MaxValue;

    /// <summary>At most <paramref name="limit"/>.</summary>
    public static Bound AtMost(int limit) => new(limit, false);

    /// <summary>Exactly <paramref name="count"/>.</summary>
    public static Bound Exactly(int count) => new(count, true);

    /// <summary>Whether <paramref name="count"/> keeps to the bound.</summary>
    public bool Allows(int count) => !IsBounded || (IsFixed ? count == Limit : count <= Limit);

    /// <summary>As errors say it.</summary>
    internal string ToWords() => $"{(IsFixed ? "exactly" : "at most")} {Limit}";

    /// <summary>As in the ONC RPC language: <c>&lt;8&gt;</c>, <c>[8]</c>, or nothing.</summary>
    public override string ToString() => !IsBounded ? "" : IsFixed ? $"[{Limit}]" : $"<{Limit}>";
}
