namespace RpcStack.Generators.Idl.Syntax;

/// <summary>The words that OMG IDL 4.2 reserves (§7.2.4), in any mixture of cases.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        "abstract", "any", "alias", "attribute", "bitfield", "bitmask", "bitset", "boolean", "case", "char",
        "component", "connector", "const", "consumes", "context", "custom", "default", "double", "exception", "emits",
        "enum", "eventtype", "factory", "FALSE", "finder", "fixed", "float", "getraises", "home", "import", "in",
        "inout", "interface", "local", "long", "manages", "map", "mirrorport", "module", "multiple", "native",
        "Object", "octet", "oneway", "out", "primarykey", "private", "port", "porttype", "provides", "public",
        "publishes", "raises", "readonly", "setraises", "sequence", "short", "string", "struct", "supports", "switch",
        "TRUE", "truncatable", "typedef", "typeid", "typename", "typeprefix", "unsigned", "union", "uses", "ValueBase",
        "valuetype", "void", "wchar", "wstring", "int8", "uint8", "int16", "int32", "int64", "uint16", "uint32",
        "uint64",
    };

    private static readonly HashSet<string> Types = ["struct", "union", "enum", "exception", "typedef", "const"];

    private static readonly HashSet<string> Definitions =
    [
        "module", "interface", "struct", "union", "enum", "exception", "typedef", "const", "abstract", "local",
        "valuetype", "native", "bitset", "bitmask", "attribute", "readonly", "oneway",
    ];

    public static bool IsReserved(string word) => All.Contains(word);

    public static bool BeginsDefinition(Token token) =>
        token is { Kind: TokenKind.Word, IsEscaped: false } && Definitions.Contains(token.Text);

    /// <summary>Whether it begins what interfaces may declare besides operations and attributes.</summary>
    public static bool BeginsType(Token token) =>
        token is { Kind: TokenKind.Word, IsEscaped: false } && Types.Contains(token.Text);
}
