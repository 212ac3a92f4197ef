namespace RpcStack.Evolution;

/// <summary>
/// Pairs of types that fit. Types may be recursive, so a pair is taken to fit as soon as it is met; if something it was
/// met with does not fit after all, everything taken since the last <see cref="Keep"/> is forgotten.
/// </summary>
internal sealed class ProvenPairs
{
    private readonly HashSet<(SchemaType Writer, SchemaType Reader)> _pairs = [];
    private readonly List<(SchemaType Writer, SchemaType Reader)> _assumed = [];

    /// <summary>Takes a pair to fit; false where it was taken before.</summary>
    public bool Assume(SchemaType writer, SchemaType reader)
    {
        if (!_pairs.Add((writer, reader))) return false;
        _assumed.Add((writer, reader));
        return true;
    }

    public void Keep() => _assumed.Clear();

    public void Forget()
    {
        foreach ((SchemaType Writer, SchemaType Reader) pair in _assumed) _pairs.Remove(pair);
        _assumed.Clear();
    }
}
