extern alias Generator;

using Generator::RpcStack.Generators.Idl.Semantics;
using Generator::RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Cli.Idl.Export.Xdr;

/// <summary>
/// Names in a file, where C has but one scope: of what has dots in its name the last part, or more of them where
/// that is taken.
/// </summary>
internal sealed class XdrNames
{
    public const string Language = "ONC RPC language";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name of something that the file defines, the same whenever it is asked for.</summary>
    public string Defined(string name)
    {
        if (_names.TryGetValue(name, out string? known)) return known;
        string[] parts = name.Split('.');
        string found = Enumerable.Range(1, parts.Length)
            .Select(count => string.Join('_', parts[^count..]))
            .FirstOrDefault(choice => IsName(choice) && !_taken.Contains(choice))
            ?? throw Unsayable.In(Language, name, "such name");
        _names.Add(name, found);
        _taken.Add(found);
        return found;
    }

    /// <summary>A value of an enumeration, which is known everywhere.</summary>
    public string Value(string enumeration, string value) =>
        Defined($"{enumeration}.{value}");

    /// <summary>A name for what has none of its own.</summary>
    public string Another(string kind)
    {
        int number = 1;
        while (!_taken.Add($"{kind}{number}")) number++;
        return $"{kind}{number}";
    }

    /// <summary>A member, small as C's usually are, where it is the same in C# afterwards.</summary>
    public static string Member(string name, string place)
    {
        if (!IsWord(name)) throw Unsayable.In(Language, place, "such name");
        string small = char.ToLowerInvariant(name[0]) + name[1..];
        if (CSharpNames.Pascal(small) == name && IsName(small)) return small;
        return IsName(name) ? name : name + "_";
    }

    /// <summary>Whether a text can be a name, which the language's own words cannot.</summary>
    public static bool IsName(string name) => IsWord(name) && !XdrKeywords.IsReserved(name);

    private static bool IsWord(string name) => name.Length > 0
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
