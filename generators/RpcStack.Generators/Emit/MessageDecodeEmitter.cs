using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the decoding half of a message's codec: fields into locals, then locals into a value.</summary>
internal static class MessageDecodeEmitter
{
    private const string M = Types.Marshalling;

    public static void Decode(SourceWriter writer, MessageModel message)
    {
        string[] locals = Locals(message.Fields);
        bool isClass = message.Form == MessageForm.Class;
        Signature(writer, isClass ? message.Type + "?" : message.Type, isClass);
        writer.Open();
        for (int i = 0; i < locals.Length; i++) Declare(writer, message, message.Fields[i], locals[i]);
        writer.Line($"{M}Scope message = decoder.BeginMessage(Message);");
        Loop(writer, message, locals);
        Complete(writer, message, locals);
        writer.Close();
    }

    public static void Signature(SourceWriter writer, string variable, bool canHoldNull)
    {
        string type = canHoldNull
            ? $"[global::System.Diagnostics.CodeAnalysis.NotNull] ref {variable}"
            : $"ref {variable}";
        writer.Write($"""
            /// <inheritdoc/>
            public static void Decode<TDecoder>(ref TDecoder decoder, {type} value)
                where TDecoder : struct, {M}IDecoder, allows ref struct
            """);
    }

    private static void Declare(SourceWriter writer, MessageModel message, FieldModel field, string local)
    {
        TypeModel type = field.Type;
        string missing = type.Form == TypeForm.Parameter ? type.Codec + ".Missing" : "default";
        string existing = message.Form switch
        {
            MessageForm.Class when type.CanHoldNull => $"value?.{field.Member}",
            MessageForm.Class => $"value is null ? {missing} : value.{field.Member}",
            _ => $"value.{field.Member}",
        };
        writer.Line($"{type.Variable} {local} = {existing};");
        if (type.Form == TypeForm.RequiredValue)
            writer.Line($"bool {Flag(local)} = {(message.Form == MessageForm.Class ? "value is not null" : "false")};");
    }

    private static void Loop(SourceWriter writer, MessageModel message, string[] locals)
    {
        if (locals.Length == 0)
        {
            // Nothing is known, so the first call skips all there is.
            writer.Line("decoder.NextField(ref message, out _);");
            return;
        }

        writer.Line("while (decoder.NextField(ref message, out int field))").Open();
        writer.Line("switch (field)").Open();
        for (int i = 0; i < locals.Length; i++)
        {
            TypeModel type = message.Fields[i].Type;
            writer.Line($"case {i}:").Indent();
            writer.Line($"{type.Codec}.Decode(ref decoder, ref {locals[i]});");
            if (type.Form == TypeForm.RequiredValue) writer.Line($"{Flag(locals[i])} = true;");
            writer.Line("break;").Outdent();
        }

        writer.Close().Close();
    }

    private static void Complete(SourceWriter writer, MessageModel message, string[] locals)
    {
        writer.Line();
        string[] values = [.. locals.Select((local, i) => Value(message, message.Fields[i], local))];
        if (message.Form == MessageForm.Tuple) writer.Line($"value = ({string.Join(", ", values)});");
        else Construct(writer, message, values);
    }

    private static void Construct(SourceWriter writer, MessageModel message, string[] values)
    {
        string[] arguments =
        [
            .. Pairs(message, values, field => field.Argument, ": "),
            .. Default(message.Discriminator?.Argument, ": "),
        ];
        string[] members =
        [
            .. Pairs(message, values, field => field.IsInitialized ? field.Member : null, " = "),
            .. Default(message.Discriminator?.Member, " = "),
        ];
        string end = members.Length == 0 ? ";" : "";
        writer.Line($"value = new {message.Type}({(arguments.Length == 0 ? ")" + end : "")}");
        writer.List(arguments, ")" + end);
        if (members.Length == 0) return;
        writer.Open();
        foreach (string member in members) writer.Line(member + ",");
        writer.Close(";");
    }

    private static IEnumerable<string> Default(string? target, string separator) =>
        target is null ? [] : [target + separator + "default"];

    private static IEnumerable<string> Pairs(
        MessageModel message, string[] values, Func<FieldModel, string?> name, string separator) =>
        from i in Enumerable.Range(0, values.Length)
        let target = name(message.Fields[i])
        where target is not null
        select target + separator + values[i];

    private static string Value(MessageModel message, FieldModel field, string local)
    {
        string missing = $"throw decoder.Malformed({SourceWriter.Quote($"{message.ShortName}.{field.Name}")})";
        return field.Type.Form switch
        {
            TypeForm.Emptiable => $"{local} ?? {field.Type.Empty}",
            TypeForm.ImmutableArray => $"{local}.IsDefault ? [] : {local}",
            TypeForm.RequiredReference => $"{local} ?? {missing}",
            TypeForm.RequiredValue => $"{Flag(local)} ? {local} : {missing}",
            TypeForm.Parameter =>
                $"{local} ?? ({field.Type.Codec}.Shape is {M}OptionalShape ? default({field.Type.Name})! : {missing})",
            _ => field.IsForgiven ? local + "!" : local,
        };
    }

    private static string Flag(string local) => "has" + char.ToUpperInvariant(local[0]) + local.Substring(1);

    private static string[] Locals(EquatableArray<FieldModel> fields)
    {
        HashSet<string> taken = ["decoder", "value", "message", "field"];
        return [.. fields.Select(field =>
        {
            // The underscore keeps clear of keywords, of flags, and of the method's own names.
            string name = char.ToLowerInvariant(field.Name[0]) + field.Name.Substring(1);
            if (Keywords.Is(name) || name.StartsWith("has", StringComparison.Ordinal)) name += "_";
            while (!taken.Add(name)) name += "_";
            return name;
        })];
    }
}
