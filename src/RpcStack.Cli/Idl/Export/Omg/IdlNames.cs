extern alias Generator;

using Generator::RpcStack.Generators.Idl.Semantics;
using Generator::RpcStack.Generators.Idl.Syntax;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Omg;

/// <summary>Spells names so that the front end makes of them what they were.</summary>
internal static class IdlNames
{
    public const string Language = "OMG IDL";

    /// <summary>A member, small as IDL's usually are; in C# it begins with a capital.</summary>
    public static string Member(string name, string place)
    {
        string small = char.ToLowerInvariant(name[0]) + name[1..];
        if (CSharpNames.Pascal(small) != name) throw Unsayable.In(Language, place, "such name");
        return Escape(small, place);
    }

    public static string Parameter(string name, string place)
    {
        if (CSharpNames.Camel(name).TrimStart('@') != name) throw Unsayable.In(Language, place, "such name");
        return Escape(name, place);
    }

    /// <summary>Something declared in a module.</summary>
    public static (string Module, string Name) Declared(string name, string place)
    {
        string[] parts = name.Split('.');
        return (string.Join('.', parts[..^1]), Escape(parts[^1], place));
    }

    /// <summary>From anywhere: <c>Bank::Entry</c>, or <c>::Entry</c>, which no member of that name hides.</summary>
    public static string Reference(NamedType type) => Reference(type.Name);

    public static string Reference(string name) =>
        (name.Contains('.', StringComparison.Ordinal) ? "" : "::")
        + string.Join("::", name.Split('.').Select(part => Escape(part, name)));

    // Colons after an annotation would belong to its name.
    public static string AfterAnnotation(string type) => type.TrimStart(':');

    /// <summary>Names that are words of the language get an underscore in front, which is no part of them.</summary>
    public static string Escape(string name, string place)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || !char.IsAsciiLetter(name[0]))
            throw Unsayable.In(Language, place, "such name");
        return Keywords.IsReserved(name) ? "_" + name : name;
    }
}
