using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the codec of a message.</summary>
internal static class MessageEmitter
{
    private const string M = Types.Marshalling;

    /// <summary>A codec that only the code around it names.</summary>
    public static void Private(SourceWriter writer, MessageModel message)
    {
        Header(writer, "private", message, "", default);
        writer.Open();
        Body(writer, message);
        writer.Close();
    }

    public static void Header(
        SourceWriter writer,
        string accessibility,
        MessageModel message,
        string typeParameters,
        EquatableArray<string> constraints)
    {
        writer.Line($"{accessibility} readonly struct {message.CodecName}{typeParameters} : {M}ICodec<{message.Type}>");
        writer.Indent();
        foreach (string constraint in constraints) writer.Line(constraint);
        writer.Outdent();
    }

    public static void Body(SourceWriter writer, MessageModel message)
    {
        Shape(writer, message);
        writer.Line();
        Encode(writer, message);
        writer.Line();
        if (message.Form == MessageForm.Single) SingleDecodeEmitter.Decode(writer, message);
        else MessageDecodeEmitter.Decode(writer, message);
    }

    private static void Shape(SourceWriter writer, MessageModel message)
    {
        string name = SourceWriter.Quote(message.WireName);
        writer.Line($"private static readonly {M}MessageShape Message = new(");
        writer.Indent().Line(name + ",").Line("[");
        writer.List(
            [.. message.Fields.Select(field =>
                $"new({field.Position}, {SourceWriter.Quote(field.Name)}, static () => {field.Type.Codec}.Shape)")],
            ",");
        writer.Line("]);").Outdent();
        writer.Write($"""

            /// <inheritdoc/>
            public static {M}Shape Shape => Message;
            """);
    }

    private static void Encode(SourceWriter writer, MessageModel message)
    {
        writer.Write($"""
            /// <inheritdoc/>
            public static void Encode<TEncoder>(ref TEncoder encoder, in {message.Type} value)
                where TEncoder : struct, {M}IEncoder, allows ref struct
            """);
        writer.Open();
        if (message.Form == MessageForm.Class)
        {
            string error = SourceWriter.Quote(message.ShortName + " is null.");
            writer.Line($"if (value is null) throw new {M}MarshalException({error});");
        }

        writer.Line($"{M}Scope message = encoder.BeginMessage(Message);");
        for (int i = 0; i < message.Fields.Count; i++)
        {
            FieldModel field = message.Fields[i];
            string value = message.Form == MessageForm.Single ? "in value" : $"value.{field.Member}";
            writer.Line($"encoder.BeginField(ref message, {i});");
            writer.Line($"{field.Type.Codec}.Encode(ref encoder, {value});");
        }

        writer.Line("encoder.EndMessage(ref message);");
        writer.Close();
    }
}
