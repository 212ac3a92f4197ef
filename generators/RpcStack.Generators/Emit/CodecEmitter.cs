using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the file of an annotated type.</summary>
internal static class CodecEmitter
{
    public static SourceFile Emit(CodecModel model)
    {
        var writer = new SourceWriter(model.File);
        if (model is MessageCodecModel message) Message(writer, message);
        else UnionEmitter.Emit(writer, (UnionCodecModel)model);
        return writer.ToFile(model.File.HintName);
    }

    private static void Message(SourceWriter writer, MessageCodecModel model)
    {
        writer.Line($"/// <summary>Marshals <c>{SourceWriter.Comment(model.Message.WireName)}</c>.</summary>");
        MessageEmitter.Header(writer, model.File.Accessibility, model.Message, model.TypeParameters, model.Constraints);
        writer.Open();
        BoundEmitter.Emit(writer, model.Bounds);
        MessageEmitter.Body(writer, model.Message);
        foreach (MessageModel tuple in model.Tuples)
        {
            writer.Line();
            MessageEmitter.Private(writer, tuple);
        }

        writer.Close();
    }
}
