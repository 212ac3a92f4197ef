using System.Globalization;
using System.Text;

namespace RpcStack.Evolution;

/// <summary>
/// Fields by ascending position. Parameters, tuples and the absent result have no name, and are written where they stand.
/// </summary>
internal sealed class MessageType(string name, IEnumerable<SchemaField> fields) : NamedType(name)
{
    public IReadOnlyList<SchemaField> Fields { get; } = [.. fields.OrderBy(f => f.Number)];

    public bool IsAnonymous => Name.Length == 0;

    public override string ToString() => IsAnonymous ? Inline() : base.ToString();

    // A position is written only where it is not the next one.
    private string Inline()
    {
        StringBuilder text = new("(");
        int next = 0;
        foreach (SchemaField field in Fields)
        {
            if (text.Length > 1) text.Append(", ");
            if (field.Number != next) text.Append(field.Number.ToString(CultureInfo.InvariantCulture)).Append(' ');
            text.Append(SchemaName.Quote(field.Name)).Append(": ").Append(field.Type);
            next = field.Number + 1;
        }
        return text.Append(')').ToString();
    }
}
