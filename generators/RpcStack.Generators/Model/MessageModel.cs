namespace RpcStack.Generators.Model;

/// <summary>A message: what one codec writes between BeginMessage and EndMessage.</summary>
/// <param name="CodecName">The codec's name, without type parameters.</param>
/// <param name="Type">The C# type, with its nullability.</param>
/// <param name="WireName">The message's name on the wire.</param>
/// <param name="ShortName">What errors call it.</param>
/// <param name="Form">What C# value it is.</param>
/// <param name="Fields">The fields by ascending position.</param>
internal sealed record MessageModel(
    string CodecName,
    string Type,
    string WireName,
    string ShortName,
    MessageForm Form,
    EquatableArray<FieldModel> Fields);
