using System.Globalization;
using RpcStack.Evolution;

namespace RpcStack.Generators.Schemas;

/// <summary>The lines below a type's.</summary>
internal static class SchemaMembers
{
    public static IEnumerable<SchemaMember> Of(NamedType type) => type switch
    {
        MessageType message => message.Fields.Select(Field),
        UnionType union => union.Cases.Select(Field),
        EnumType enumeration => enumeration.Values.Select(Value),
        _ => [],
    };

    private static SchemaMember Field(SchemaField field)
    {
        string number = field.Number.ToString(CultureInfo.InvariantCulture);
        string labels = field is SchemaCase @case ? string.Concat(@case.Labels.Select(label => $" ={label}")) : "";
        return new(number, field.Number, field.Name, $"{number} {field.Name} {field.Type}{labels}", false);
    }

    private static SchemaMember Value(KeyValuePair<string, decimal> value) => new(
        value.Key, 0, value.Key, $"{value.Key} = {value.Value.ToString(CultureInfo.InvariantCulture)}", true);
}
