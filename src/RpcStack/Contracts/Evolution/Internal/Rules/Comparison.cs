namespace RpcStack.Evolution;

/// <summary>
/// Judges one direction of an operation. Pairs wait in a queue, because a peer's types may nest deep.
/// </summary>
internal sealed class Comparison(IReadOnlyList<Rule> rules, bool isClientWriting, ProvenPairs proven, WorkBudget budget)
{
    private readonly Queue<TypePair> _pairs = new();

    public bool IsClientWriting { get; } = isClientWriting;

    public void Add(SchemaType writer, SchemaType reader, SchemaPath path)
    {
        writer = writer.Resolved;
        reader = reader.Resolved;
        if (proven.Assume(writer, reader)) _pairs.Enqueue(new(this, writer, reader, path));
    }

    public void Charge(int steps) => budget.Take(steps);

    /// <summary>The first difference, or null where everything that was added fits.</summary>
    public Finding? Run()
    {
        Finding? difference = FirstDifference();
        if (difference is null) proven.Keep();
        else proven.Forget();
        return difference;
    }

    private Finding? FirstDifference()
    {
        while (_pairs.Count > 0)
        {
            Charge(1);
            if (budget.IsSpent) return Finding.Because("the contracts are too large to compare");
            Finding finding = Judge(_pairs.Dequeue());
            if (finding.Reason is not null) return finding;
        }

        return null;
    }

    private Finding Judge(TypePair pair)
    {
        foreach (Rule rule in rules)
            if (rule(pair) is Finding finding) return finding;
        return pair.Changed();
    }
}
