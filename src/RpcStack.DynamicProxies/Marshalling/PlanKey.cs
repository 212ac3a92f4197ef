namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>What a plan is for. One C# type has several where its nullability, or its tuples' names, differ.</summary>
/// <param name="Subject">A type, or an operation's method.</param>
/// <param name="Names">Names that the type does not say: a tuple's elements', a request's.</param>
/// <param name="Codecs">The codecs of its type arguments or elements.</param>
internal sealed record PlanKey(object Subject, string Names, IReadOnlyList<Type> Codecs)
{
    public bool Equals(PlanKey? other) => other is not null
        && Subject.Equals(other.Subject) && Names == other.Names && Codecs.SequenceEqual(other.Codecs);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Subject);
        hash.Add(Names);
        foreach (Type codec in Codecs) hash.Add(codec);
        return hash.ToHashCode();
    }
}
