using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Names as C# writes them. Underscores part words; otherwise capitals stay, since they may be acronyms.</summary>
internal static class CSharpNames
{
    /// <summary><c>InsufficientFunds</c> for <c>insufficient_funds</c>, <c>MaxSize</c> for <c>MAX_SIZE</c>.</summary>
    public static string Pascal(string name)
    {
        string[] words = Words(name);
        string joined = string.Concat(words.Select(Capital));
        return joined.Length > 0 && char.IsLetter(joined[0]) ? joined : "_" + joined;
    }

    /// <summary><c>firstName</c> for <c>first_name</c> and <c>FirstName</c>; with an @ where it is a keyword.</summary>
    public static string Camel(string name)
    {
        string[] words = Words(name);
        string first = words.Length == 0 ? "_" : Small(words[0]);
        string joined = first + string.Concat(words.Skip(1).Select(Capital));
        return SyntaxFacts.GetKeywordKind(joined) == SyntaxKind.None ? joined : "@" + joined;
    }

    /// <summary><c>IAccount</c> for <c>Account</c>, and for <c>IAccount</c>.</summary>
    public static string Interface(string name)
    {
        string pascal = Pascal(name);
        return pascal.Length > 1 && pascal[0] == 'I' && char.IsUpper(pascal[1]) ? pascal : "I" + pascal;
    }

    private static string[] Words(string name)
    {
        string[] words = name.Split(['_'], StringSplitOptions.RemoveEmptyEntries);
        bool isShouting = words.Length > 1 && !name.Any(char.IsLower);
        return isShouting ? [.. words.Select(word => word.ToLowerInvariant())] : words;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);

    private static string Small(string word) => word.Any(char.IsLower)
        ? char.ToLowerInvariant(word[0]) + word.Substring(1)
        : word.ToLowerInvariant();
}
