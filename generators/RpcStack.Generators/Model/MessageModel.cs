namespace RpcStack.Generators.Model;

/// <summary>A message: what one codec writes between BeginMessage and EndMessage.</summary>
/// <param name="CodecName">The codec's name, without type parameters.</param>
/// <param name="Type">The C# type, with its nullability.</param>
/// <param name="WireName">The message's name on the wire.</param>
/// <param name="ShortName">What errors call it.</param>
/// <param name="Form">What C# value it is.</param>
/// <param name="Fields">The fields by ascending position.</param>
/// <param name="Discriminator">What holds the discriminator of the union that it is a case of, or null.</param>
internal sealed record MessageModel(
    string CodecName,
    string Type,
    string WireName,
    string ShortName,
    MessageForm Form,
    EquatableArray<FieldModel> Fields,
    DiscriminatorModel? Discriminator = null);

/// <summary>A member that is no field, since its union's codec sets it afterwards.</summary>
/// <param name="Argument">The constructor's parameter that takes it, as C# writes it, or null.</param>
/// <param name="Member">The member, as C# writes it, where an initializer must set it.</param>
internal sealed record DiscriminatorModel(string? Argument, string? Member);
