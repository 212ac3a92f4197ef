using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the decoding half of a codec for a message that is its only field.</summary>
internal static class SingleDecodeEmitter
{
    private const string M = Types.Marshalling;

    public static void Decode(SourceWriter writer, MessageModel message)
    {
        TypeModel type = message.Fields[0].Type;
        bool isFlagged = type.Form == TypeForm.RequiredValue;
        MessageDecodeEmitter.Signature(writer, type.Variable, type.CanHoldNull);
        writer.Open();
        writer.Line($"{M}Scope message = decoder.BeginMessage(Message);");
        if (isFlagged) writer.Line("bool isThere = false;");
        writer.Line("while (decoder.NextField(ref message, out _))").Open();
        writer.Line($"{type.Codec}.Decode(ref decoder, ref value);");
        if (isFlagged) writer.Line("isThere = true;");
        writer.Close();
        if (Completion(message, type) is { } completion) writer.Line().Line(completion);
        writer.Close();
    }

    private static string? Completion(MessageModel message, TypeModel type)
    {
        string error = $"decoder.Malformed({SourceWriter.Quote($"{message.ShortName}.{message.Fields[0].Name}")})";
        return type.Form switch
        {
            TypeForm.Emptiable => $"value ??= {type.Empty};",
            TypeForm.ImmutableArray => "if (value.IsDefault) value = [];",
            TypeForm.RequiredReference => $"if (value is null) throw {error};",
            TypeForm.RequiredValue => $"if (!isThere) throw {error};",
            _ => null,
        };
    }
}
