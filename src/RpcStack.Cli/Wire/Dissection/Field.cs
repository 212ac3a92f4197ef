namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Octets of a message that mean something together; one without parts stands for every one of its octets.</summary>
/// <param name="name">What the protocol or the contract calls it.</param>
/// <param name="type">How it is written: <c>varint</c>, <c>fixstr</c>.</param>
/// <param name="offset">Where it begins, in octets from the beginning of its message.</param>
internal sealed class Field(string name, string type, int offset)
{
    private readonly List<Field> _parts = [];

    public string Name { get; } = name;

    public string Type { get; } = type;

    public int Offset { get; } = offset;

    public int Length { get; set; }

    /// <summary>What it says, as people write it; null where its parts say it.</summary>
    public string? Value { get; set; }

    /// <summary>What it is in the contract: <c>request.name</c>, <c>response.Answers[0].Data</c>; null where it is the protocol's.</summary>
    public string? Contract { get; set; }

    /// <summary>What is wrong with it.</summary>
    public string? Problem { get; set; }

    /// <summary>What its octets hold when they are inflated. The offsets of its parts are then those within this.</summary>
    public ReadOnlyMemory<byte>? Inflated { get; set; }

    public IReadOnlyList<Field> Parts => _parts;

    public void Add(Field part) => _parts.Add(part);

    /// <summary>All that stand for octets, in their order; of what is inflated, the whole.</summary>
    public IEnumerable<Field> Leaves() =>
        Parts.Count == 0 || Inflated is not null ? [this] : Parts.SelectMany(part => part.Leaves());

    public override string ToString() => $"{Offset}+{Length} {Name} = {Value}";
}
