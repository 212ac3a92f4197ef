using System.Globalization;
using System.Text;

namespace RpcStack.Evolution;

/// <summary>Writes a contract's text; the mirror of <see cref="SchemaParser"/>.</summary>
internal static class SchemaPrinter
{
    public static string Print(IEnumerable<SchemaContract> contracts, IEnumerable<NamedType> types)
    {
        StringBuilder text = new();
        foreach (SchemaContract contract in contracts) Print(text, contract);
        foreach (NamedType type in types) Print(text, type);
        return text.ToString();
    }

    /// <summary>The line of an operation, as it stands below its contract.</summary>
    public static string Line(SchemaOperation operation)
    {
        StringBuilder text = new();
        Print(text, operation);
        return text.ToString().Trim();
    }

    private static void Print(StringBuilder text, SchemaContract contract)
    {
        text.Append("contract ").Append(SchemaName.Quote(contract.Name));
        if (contract.Bases.Count > 0)
            text.Append(" : ").Append(string.Join(", ", contract.Bases.Select(SchemaName.Quote)));
        text.Append('\n');
        foreach (SchemaOperation operation in contract.Operations) Print(text, operation);
    }

    private static void Print(StringBuilder text, SchemaOperation operation)
    {
        Member(text, operation.Ordinal, operation.Name).Append(operation.Request);
        if (operation.Item is not null) text.Append(" stream ").Append(operation.Item);
        text.Append(" -> ");
        if (operation.Kind is OperationKind.ServerStream or OperationKind.Duplex) text.Append("stream ");
        text.Append(operation.Response);
        if (operation.Semantics == OperationSemantics.Idempotent) text.Append(" idempotent");
        if (operation.Semantics == OperationSemantics.Oneway) text.Append(" oneway");
        if (operation.Faults.Count > 0) text.Append(" throws ").Append(string.Join(", ", operation.Faults));
        text.Append('\n');
    }

    private static void Print(StringBuilder text, NamedType type)
    {
        switch (type)
        {
            case MessageType message:
                text.Append("message ").Append(type).Append('\n');
                foreach (SchemaField field in message.Fields) Print(text, field);
                break;
            case UnionType union:
                text.Append("union ").Append(type);
                if (union.Discriminator is not null) text.Append(" switch ").Append(union.Discriminator);
                text.Append('\n');
                foreach (SchemaCase @case in union.Cases) Print(text, @case, union.Discriminator is not null);
                break;
            case EnumType enumeration:
                text.Append("enum ").Append(type).Append(' ')
                    .Append(ScalarKeywords.Of(enumeration.Underlying)).Append('\n');
                foreach (KeyValuePair<string, decimal> value in enumeration.Values) Print(text, value);
                break;
        }
    }

    private static void Print(StringBuilder text, SchemaField field) =>
        Member(text, field.Number, field.Name).Append(' ').Append(field.Type).Append('\n');

    private static void Print(StringBuilder text, SchemaCase @case, bool hasLabels)
    {
        Member(text, @case.Number, @case.Name).Append(' ').Append(@case.Type);
        if (hasLabels && @case.Labels.Count == 0) text.Append(" default");
        if (@case.Labels.Count > 0)
            text.Append(" case ")
                .Append(string.Join(", ", @case.Labels.Select(l => l.ToString(CultureInfo.InvariantCulture))));
        text.Append('\n');
    }

    private static void Print(StringBuilder text, KeyValuePair<string, decimal> value) =>
        text.Append("  ").Append(SchemaName.Quote(value.Key)).Append(" = ")
            .Append(value.Value.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static StringBuilder Member(StringBuilder text, int number, string name) =>
        text.Append("  ").Append(number.ToString(CultureInfo.InvariantCulture)).Append(' ')
            .Append(SchemaName.Quote(name));
}
