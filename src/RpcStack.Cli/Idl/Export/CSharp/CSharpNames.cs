using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>
/// Finds names in C# for names on the wire, so that as few as possible must be stated. Where a name on the wire is none
/// in C# (<c>Demo.Page&lt;int32&gt;</c>), one is made of it.
/// </summary>
internal sealed class CSharpNames
{
    private readonly Dictionary<string, CSharpName> _contracts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CSharpName> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _nothing = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _containers;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public CSharpNames(Declarations declarations)
    {
        foreach (SchemaContract contract in declarations.Contracts) Add(contract, declarations);
        foreach (NamedType type in declarations.Types.Where(type => Existing(type) is null)) Add(type, declarations);
        _containers = _contracts.Values.Concat(_types.Values).ToLookup(name => name.Identifier, name => name.Container);
    }

    public CSharpName Of(SchemaContract contract) => _contracts[contract.Name];

    /// <summary>The message without fields that a contract's streams of nothing are of, or null where it has none.</summary>
    public string? Nothing(SchemaContract contract) => _nothing.GetValueOrDefault(contract.Name);

    public CSharpName Of(NamedType type) => _types[type.Name];

    /// <summary>How a contract is referred to within a namespace or type.</summary>
    public string ReferenceToContract(string name, string container) => Reference(_contracts[name], container);

    /// <summary>How a type is referred to within a namespace or type.</summary>
    public string Reference(NamedType type, string container) => Existing(type) is { } existing
        ? existing.Namespace == nameof(System) ? existing.Name : "global::" + existing.FullName
        : Reference(_types[type.Name], container);

    /// <summary>The class library's own enumeration, where the contract names that.</summary>
    public static Type? Existing(NamedType type) =>
        type is EnumType && typeof(object).Assembly.GetType(type.Name) is { IsEnum: true } found ? found : null;

    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;

    /// <summary>As <see cref="Escape"/>, for types: contextual keywords are not free there.</summary>
    public static string EscapeType(string identifier) =>
        SyntaxFacts.GetContextualKeywordKind(identifier) == SyntaxKind.None ? Escape(identifier) : "@" + identifier;

    private void Add(SchemaContract contract, Declarations declarations)
    {
        (string container, string last) = Split(contract.Name);
        string identifier = Free(container, "I" + last);
        // The I is no part of the name on the wire, unless another contract is called so without it.
        string full = container.Length == 0 ? last : $"{container}.{last}";
        bool isPlain = full == contract.Name && identifier == "I" + last && char.IsUpper(last[0])
            && !declarations.Contracts.Any(other => other.Name == $"{Prefix(container)}{last[1..]}" && last[0] == 'I');
        _contracts.Add(contract.Name, new(container, identifier, isPlain ? null : contract.Name));
        if (contract.Operations.Any(Declarations.StreamsNothing))
            _nothing.Add(contract.Name, Free(container, last + "Nothing"));
    }

    private void Add(NamedType type, Declarations declarations)
    {
        (string container, string last) = Split(type.Name);
        string wanted = CaseName(type, declarations) ?? last;
        while (type is MessageType message && message.Fields.Any(field => field.Name == wanted)) wanted += "Message";
        string identifier = Free(container, wanted);
        var name = new CSharpName(container, identifier, null);
        _types.Add(type.Name, name.FullName == type.Name ? name : name with { WireName = type.Name });
    }

    // A case goes by its type's name.
    private static string? CaseName(NamedType type, Declarations declarations) => declarations.UnionsOf[type.ToString()]
        .SelectMany(union => union.Cases)
        .FirstOrDefault(@case => @case.Type.Resolved == type && SyntaxFacts.IsValidIdentifier(@case.Name))?.Name;

    private string Free(string container, string wanted)
    {
        string identifier = wanted;
        for (int i = 2; !_taken.Add(Prefix(container) + identifier); i++) identifier = $"{wanted}{i}";
        return identifier;
    }

    private static string Prefix(string container) => container.Length == 0 ? "" : container + ".";

    private static (string Container, string Last) Split(string name)
    {
        string[] parts = name.Split('.');
        int valid = parts.TakeWhile(SyntaxFacts.IsValidIdentifier).Count();
        return valid == parts.Length
            ? (string.Join('.', parts[..^1]), parts[^1])
            : (string.Join('.', parts[..valid]), Identifier(string.Join('_', parts[valid..])));
    }

    private static string Identifier(string name)
    {
        var identifier = new StringBuilder();
        foreach (char c in name)
        {
            if (SyntaxFacts.IsIdentifierPartCharacter(c)) identifier.Append(c);
            else if (identifier.Length > 0 && identifier[^1] != '_') identifier.Append('_');
        }

        string trimmed = identifier.ToString().TrimEnd('_');
        return SyntaxFacts.IsValidIdentifier(trimmed) ? trimmed : "_" + trimmed;
    }

    private string Reference(CSharpName name, string container) =>
        name.Container == container && _containers[name.Identifier].Count() == 1
            ? EscapeType(name.Identifier)
            : "global::" + string.Join('.', name.FullName.Split('.').Select(EscapeType));
}
