using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the codec of a union.</summary>
internal static class UnionEmitter
{
    private const string M = Types.Marshalling;

    public static void Emit(SourceWriter writer, UnionCodecModel model)
    {
        writer.Write($$"""
            /// <summary>Marshals <c>{{SourceWriter.Comment(model.WireName)}}</c>.</summary>
            {{model.File.Accessibility}} readonly struct {{model.CodecName}} : {{M}}ICodec<{{model.Type}}>
            """);
        writer.Open();
        writer.Line($"private static readonly {M}UnionShape Union = new(");
        writer.Indent().Line(SourceWriter.Quote(model.WireName) + ",");
        if (model.Discriminator is { } discriminator) writer.Line($"{discriminator.Codec}.Shape,");
        writer.Line("[");
        writer.List([.. model.Cases.Select(Shape)], ",");
        writer.Line("]);").Outdent();
        writer.Write($"""

            /// <inheritdoc/>
            public static {M}Shape Shape => Union;

            """);
        Encode(writer, model);
        writer.Line();
        Decode(writer, model);
        writer.Close();
    }

    private static string Shape(CaseModel one)
    {
        string labels = string.Concat(one.Labels.Select(label => $", {label}"));
        return $"new({one.Number}, {SourceWriter.Quote(one.Name)}, static () => {one.Type.Codec}.Shape{labels})";
    }

    private static string Label(UnionCodecModel model, CaseModel one, string value) => (model.Discriminator, one) switch
    {
        (null, _) => $"{one.Number}",
        (_, { Holder: null }) => $"{one.Labels[0]}",
        ({ Name: "bool" }, _) => $"{value}.{one.Holder} ? 1 : 0",
        _ => $"unchecked((long){value}.{one.Holder})",
    };

    // What the label says goes where the case keeps it.
    private static string Completed(UnionCodecModel model, CaseModel one, string value)
    {
        if (one.Holder is null || model.Discriminator is null) return value;
        string label = model.Discriminator.Name == "bool" ? "label != 0" : $"unchecked(({model.Discriminator.Name})label)";
        return one.IsCopied ? $"{value} with {{ {one.Holder} = {label} }}" : $"{value}; {value}.{one.Holder} = {label}";
    }

    private static void Encode(SourceWriter writer, UnionCodecModel model)
    {
        writer.Write($"""
            /// <inheritdoc/>
            public static void Encode<TEncoder>(ref TEncoder encoder, in {model.Type} value)
                where TEncoder : struct, {M}IEncoder, allows ref struct
            """);
        writer.Open();
        writer.Line($"{M}Scope union;");
        writer.Line("switch (value)").Open();
        for (int i = 0; i < model.Cases.Count; i++)
        {
            CaseModel one = model.Cases[i];
            string exactly = one.IsSealed ? "" : $" when it{i}.GetType() == typeof({one.Type.Name})";
            writer.Line($"case {one.Type.Name} it{i}{exactly}:").Indent();
            writer.Line($"union = encoder.BeginUnion(Union, {i}, {Label(model, one, $"it{i}")});");
            writer.Line($"{one.Type.Codec}.Encode(ref encoder, in it{i});");
            writer.Line("break;").Outdent();
        }

        writer.Line("default:").Indent();
        writer.Line($"throw new {M}MarshalException(");
        writer.Indent();
        string error = SourceWriter.Quote($" is no case of {model.WireName}.");
        writer.Line($"(value?.GetType().ToString() ?? \"null\") + {error});");
        writer.Outdent();
        writer.Outdent().Close();
        writer.Line("encoder.EndUnion(ref union);");
        writer.Close();
    }

    private static void Decode(SourceWriter writer, UnionCodecModel model)
    {
        MessageDecodeEmitter.Signature(writer, model.Type + "?", canHoldNull: true);
        writer.Open();
        string label = model.Cases.Any(one => one.Holder is not null) ? "long label" : "_";
        writer.Line($"{M}Scope union = decoder.BeginUnion(Union, out int index, out {label});");
        writer.Line("switch (index)").Open();
        for (int i = 0; i < model.Cases.Count; i++)
        {
            CaseModel one = model.Cases[i];
            string existing = one.IsValue
                ? $"value is {one.Type.Name} old{i} ? old{i} : default"
                : $"value as {one.Type.Name}";
            writer.Line($"case {i}:").Indent();
            writer.Line($"{one.Type.Name}{(one.IsValue ? "" : "?")} it{i} = {existing};");
            writer.Line($"{one.Type.Codec}.Decode(ref decoder, ref it{i});");
            writer.Line($"value = {Completed(model, one, $"it{i}")};");
            writer.Line("break;").Outdent();
        }

        writer.Line("default:").Indent();
        writer.Line($"throw decoder.Malformed({SourceWriter.Quote("a case of " + model.WireName)});");
        writer.Outdent().Close();
        writer.Line("decoder.EndUnion(ref union);");
        writer.Close();
    }
}
