using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>
/// Preprocessor lines. Files are included once by name, so include guards mean nothing and are passed over; there are
/// no macros.
/// </summary>
internal static class DirectiveText
{
    /// <summary>Reads a line without its <c>#</c>; null where it means nothing.</summary>
    /// <param name="text">The line.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="guard">The name that an include guard has tested and not yet defined.</param>
    public static (IdlInclude? Include, Mistake? Mistake)? Read(string text, SourceSpan place, ref string? guard)
    {
        string line = text.Trim();
        string name = new([.. line.TakeWhile(char.IsLetter)]);
        string rest = line.Substring(name.Length).Trim();
        string? tested = guard;
        guard = name == "ifndef" ? rest : null;
        return name switch
        {
            "" when rest.Length == 0 => null,
            "pragma" or "endif" => null,
            "ifndef" when rest.Length > 0 && rest.All(IsNamePart) => null,
            "define" when rest == tested => null,
            "define" => Mistake(name, place, "there are no macros; a const has a name and a value"),
            "include" when FileName(rest) is { } file => (new(file, place), null),
            "include" => Mistake(name, place, "a file's name stands between quotes or angle brackets"),
            _ => Mistake(name, place, "only #include, #pragma and include guards are understood"),
        };
    }

    private static string? FileName(string text)
    {
        if (text.Length < 3 || text[0] is not ('"' or '<')) return null;
        int end = text.IndexOf(text[0] == '"' ? '"' : '>', 1);
        return end > 1 ? text.Substring(1, end - 1) : null;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static (IdlInclude? Include, Mistake? Mistake)? Mistake(string name, SourceSpan place, string text) =>
        (null, new(IdlRules.Preprocessor, place, name, text));
}
