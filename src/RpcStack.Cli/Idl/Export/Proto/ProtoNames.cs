using System.Text;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Proto;

/// <summary>The names of one <c>.proto</c> file, which is one package: each once.</summary>
internal sealed class ProtoNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    public ProtoNames(Declarations declarations)
    {
        string[] packages = [.. declarations.Contracts.Select(contract => Split(contract).Package).Distinct()];
        if (packages.Length > 1)
            throw new CliException($"a .proto file is one package, and these contracts are in {string.Join(" and ", packages)}");
        Package = packages[0];
        foreach (SchemaContract contract in declarations.Contracts) _taken.Add(Service(contract));
        foreach (NamedType type in declarations.Types)
        {
            bool isInPackage = Package.Length > 0 && type.Name.StartsWith(Package + ".", StringComparison.Ordinal);
            _types.Add(type.Name, Free(Capital(isInPackage ? type.Name[(Package.Length + 1)..] : type.Name)));
        }
    }

    public string Package { get; }

    public string Of(NamedType type) => _types[type.Name];

    /// <summary>Whether a type has a name of its own.</summary>
    public bool Has(NamedType type) => _types.ContainsKey(type.Name);

    public static string Service(SchemaContract contract) => Split(contract).Service;

    /// <summary>Whether a name is one in proto.</summary>
    public static bool IsName(string name) => name.Length > 0 && Identifier(name) == name;

    /// <summary>A name that nothing else in the file has.</summary>
    public string Free(string wanted)
    {
        string name = Identifier(wanted);
        for (int i = 2; !_taken.Add(name); i++) name = $"{Identifier(wanted)}{i}";
        return name;
    }

    /// <summary>Names of fields, as proto writes them: <c>time_to_live</c>.</summary>
    public static IReadOnlyList<string> Fields(IEnumerable<SchemaField> fields)
    {
        HashSet<string> taken = [];
        List<string> names = [];
        foreach (SchemaField field in fields)
        {
            string name = Snake(field.Name);
            // Two fields whose names differ in their underscores alone would be one in JSON.
            while (!taken.Add(name.Replace("_", "", StringComparison.Ordinal))) name += "_x";
            names.Add(name);
        }

        return names;
    }

    /// <summary><c>time_to_live</c> for <c>TimeToLive</c>.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool begins = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins && snake[^1] != '_') snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return Identifier(snake.ToString());
    }

    // So that no field, whose names are small, hides it.
    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static (string Package, string Service) Split(SchemaContract contract)
    {
        string[] parts = contract.Name.Split('.');
        if (!parts.All(IsName))
            throw Unsayable.In(ProtoTypes.Language, contract.Name, "such name");
        return (string.Join('.', parts[..^1]), parts[^1]);
    }

    private static string Identifier(string name)
    {
        var identifier = new StringBuilder();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_') identifier.Append(c);
            else if (identifier.Length > 0 && identifier[^1] != '_') identifier.Append('_');
        }

        string trimmed = name.EndsWith('_') ? identifier.ToString() : identifier.ToString().TrimEnd('_');
        return trimmed.Length > 0 && char.IsAsciiLetter(trimmed[0]) ? trimmed : "x" + trimmed;
    }
}
