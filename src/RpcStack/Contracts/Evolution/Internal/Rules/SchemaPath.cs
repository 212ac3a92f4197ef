namespace RpcStack.Evolution;

/// <summary>
/// Where in an operation a type stands: <c>result.Entries[].At</c>. It is only written out in a reason.
/// </summary>
internal sealed class SchemaPath
{
    // A peer's types may nest as deep as its text is long; nobody reads more than this.
    private const int MaxSegments = 8;

    private readonly SchemaPath? _parent;
    private readonly string _segment;
    private readonly bool _isNamed;

    private SchemaPath(SchemaPath? parent, string segment, bool isNamed, SchemaField? field = null)
    {
        NearestField = field ?? parent?.NearestField;
        _parent = parent;
        _segment = segment;
        _isNamed = isNamed;
    }

    /// <summary>The parameters; a path below goes by the parameter's name alone.</summary>
    public static SchemaPath Request { get; } = new(null, "", false);

    /// <summary>An item of the stream that the operation takes.</summary>
    public static SchemaPath Item { get; } = new(null, "item", true);

    /// <summary>The result, or an item of the stream that is the result.</summary>
    public static SchemaPath Result { get; } = new(null, "result", true);

    /// <summary>The field or case of the client's that the place is in, or null where it is in none.</summary>
    public SchemaField? NearestField { get; }

    public SchemaPath Element => new(this, "[]", true);

    public SchemaPath Key => new(this, "[key]", true);

    public SchemaPath Value => new(this, "[value]", true);

    public SchemaPath Discriminator => new(this, "[discriminator]", true);

    public static SchemaPath Fault(string name) => new(null, SchemaName.Quote(name), true);

    public SchemaPath Field(SchemaField field) =>
        new(this, (_isNamed ? "." : "") + SchemaName.Quote(field.Name), true, field);

    public SchemaPath Case(SchemaField @case) =>
        new(this, "(" + SchemaName.Quote(@case.Name) + ")", true, @case);

    public override string ToString()
    {
        string text = "";
        int count = 0;
        SchemaPath? path = this;
        for (; path is not null && count < MaxSegments; path = path._parent, count++) text = path._segment + text;
        return path is null || path == Request ? text : "…" + text;
    }
}
