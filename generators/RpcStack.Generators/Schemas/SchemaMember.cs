namespace RpcStack.Generators.Schemas;

/// <summary>A field, case or value.</summary>
/// <param name="Key">What tells it from others of its type.</param>
/// <param name="Number">Its position or number, where it is no value of an enumeration.</param>
/// <param name="Name">Its name.</param>
/// <param name="Line">Its line in the text, more or less.</param>
/// <param name="IsValue">Whether it is a name of an enumeration.</param>
internal sealed record SchemaMember(string Key, int Number, string Name, string Line, bool IsValue);
