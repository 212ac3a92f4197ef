namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>The words that mean something (RFC 4506 §6.4, RFC 5531 §12.2), and those that rpcgen adds.</summary>
internal static class XdrKeywords
{
    private static readonly HashSet<string> Definitions =
        ["const", "typedef", "enum", "struct", "union", "program"];

    private static readonly HashSet<string> Reserved =
    [
        .. Definitions, "bool", "case", "default", "double", "quadruple", "float", "hyper", "int", "opaque", "string",
        "switch", "unsigned", "void", "version", "char", "short", "long",
    ];

    public static bool BeginsDefinition(XdrToken token) =>
        token.Kind == XdrTokenKind.Word && Definitions.Contains(token.Text);

    public static bool IsReserved(string word) => Reserved.Contains(word);
}
