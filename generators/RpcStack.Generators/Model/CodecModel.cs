namespace RpcStack.Generators.Model;

/// <summary>A file with the codec of one annotated type.</summary>
internal abstract record CodecModel(FileModel File);

/// <summary>The codec of a message.</summary>
/// <param name="File">The file.</param>
/// <param name="Message">The message.</param>
/// <param name="TypeParameters"><c>&lt;T, TCodec&gt;</c>, or nothing.</param>
/// <param name="Constraints">The type parameters' where clauses.</param>
/// <param name="Tuples">The tuples that its fields hold.</param>
/// <param name="Bounds">The bounds of its fields.</param>
internal sealed record MessageCodecModel(
    FileModel File,
    MessageModel Message,
    string TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<MessageModel> Tuples,
    EquatableArray<BoundModel> Bounds) : CodecModel(File);

/// <summary>The codec of a union.</summary>
/// <param name="File">The file.</param>
/// <param name="CodecName">The codec's name.</param>
/// <param name="Type">The C# type.</param>
/// <param name="WireName">The union's name on the wire.</param>
/// <param name="Discriminator">The type of the cases' labels, or null where they are told apart by their numbers.</param>
/// <param name="Cases">The cases by ascending number.</param>
internal sealed record UnionCodecModel(
    FileModel File,
    string CodecName,
    string Type,
    string WireName,
    TypeModel? Discriminator,
    EquatableArray<CaseModel> Cases) : CodecModel(File);

/// <summary>A case of a union.</summary>
/// <param name="Number">Its number on the wire.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">The message.</param>
/// <param name="IsSealed">Whether nothing can derive from it.</param>
/// <param name="IsValue">Whether it is a struct.</param>
/// <param name="Labels">The values of the union's discriminator that stand for it; none for the default case.</param>
/// <param name="Holder">The member that holds the discriminator, as C# writes it, or null.</param>
/// <param name="IsCopied">Whether that is set by making a copy with another value.</param>
internal sealed record CaseModel(
    int Number,
    string Name,
    TypeModel Type,
    bool IsSealed,
    bool IsValue,
    EquatableArray<long> Labels,
    string? Holder,
    bool IsCopied);
