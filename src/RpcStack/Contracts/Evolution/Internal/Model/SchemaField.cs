namespace RpcStack.Evolution;

/// <summary>A message's field, by position from 0, or a union's case, by number.</summary>
internal class SchemaField(int number, string name, SchemaType type)
{
    public int Number { get; } = number;

    public string Name { get; } = name;

    public SchemaType Type { get; } = type;
}
