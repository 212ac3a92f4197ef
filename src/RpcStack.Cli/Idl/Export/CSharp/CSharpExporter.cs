
namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>Writes contracts as the C# that a programmer would have written.</summary>
internal sealed class CSharpExporter
{
    private readonly Declarations _declarations;
    private readonly CSharpNames _names;
    private readonly IndentedText _text = new(4);
    private readonly ILookup<string, Action> _byContainer;

    private CSharpExporter(Declarations declarations)
    {
        _declarations = declarations;
        _names = new(declarations);
        CSharpMembers members = new(declarations, _names, _text, Nested);
        IEnumerable<(string Container, Action Write)> contracts = declarations.Contracts.Select(contract =>
            (_names.Of(contract).Container, (Action)(() => members.Write(contract))));
        IEnumerable<(string Container, Action Write)> types = declarations.Types
            .Where(type => CSharpNames.Existing(type) is null)
            .Select(type => (_names.Of(type).Container, (Action)(() => members.Write(type))));
        _byContainer = contracts.Concat(types).ToLookup(pair => pair.Container, pair => pair.Write);
    }

    /// <summary>Writes contracts.</summary>
    /// <exception cref="CliException">C# cannot say what they say.</exception>
    public static string Export(Declarations declarations) => new CSharpExporter(declarations).Export();

    private string Export()
    {
        _text.Line("#nullable enable");
        foreach (string used in (string[])["System", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "RpcStack"])
            _text.Line($"using {used};");
        HashSet<string> types =
        [
            .. _declarations.Contracts.Select(contract => _names.Of(contract).FullName),
            .. _declarations.Types.Where(type => CSharpNames.Existing(type) is null).Select(type => _names.Of(type).FullName),
        ];
        foreach (IGrouping<string, Action> container in _byContainer.Where(group => !types.Contains(group.Key)))
            Namespace(container.Key);
        return _text.ToString();
    }

    private void Namespace(string name)
    {
        _text.Line();
        if (name.Length == 0)
        {
            Nested(name);
            return;
        }

        _text.Line($"namespace {string.Join('.', name.Split('.').Select(CSharpNames.EscapeType))}");
        _text.Line("{");
        _text.Indent();
        Nested(name);
        _text.Outdent();
        _text.Line("}");
    }

    private void Nested(string container)
    {
        foreach (Action write in _byContainer[container])
        {
            _text.Gap();
            write();
        }
    }
}
