using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Omg;

/// <summary>Writes contracts as OMG IDL 4.2, everything after what it names.</summary>
internal sealed class IdlExporter
{
    private readonly IdlTypes _types = new();
    private readonly IdlMembers _members;
    private readonly List<(string Module, IReadOnlyList<string> Lines)> _items = [];
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> _complete = new(StringComparer.Ordinal);
    private readonly HashSet<string> _arms;

    private IdlExporter(Declarations declarations)
    {
        _members = new(declarations, _types);
        _arms = [.. declarations.Types.OfType<UnionType>().SelectMany(union => union.Cases).Select(@case => @case.Type.ToString()!)];
    }

    /// <summary>Writes contracts.</summary>
    /// <exception cref="CliException">OMG IDL cannot say what they say.</exception>
    public static string Export(Declarations declarations)
    {
        var exporter = new IdlExporter(declarations);
        foreach (NamedType type in declarations.Types.Where(type => !exporter._arms.Contains(type.ToString()))) exporter.Add(type);
        foreach (SchemaContract contract in declarations.Contracts)
            exporter.Put(IdlNames.Declared(contract.Name, contract.Name).Module, exporter._members.Lines(contract));
        return exporter.Print();
    }

    private void Add(NamedType type)
    {
        if (!_begun.Add(type.Name)) return;
        foreach ((SchemaType part, string place) in Parts(type)) Visit(part, place, isWithinSequence: false);
        (string module, string name) = IdlNames.Declared(type.Name, type.Name);
        Put(module, _members.Lines(type, name));
        _complete.Add(type.Name);
    }

    private static IEnumerable<(SchemaType Type, string Place)> Parts(NamedType type) => type switch
    {
        MessageType message => message.Fields.Select(field => (field.Type, $"{type.Name}.{field.Name}")),
        UnionType union =>
        [
            (union.LabelType, type.Name),
            .. union.Cases.Select(@case => (IdlMembers.Arm(union, @case), $"{type.Name}.{@case.Name}")),
        ],
        _ => [],
    };

    // A type may contain itself, but only in sequences and maps, and only announced.
    private void Visit(SchemaType type, string place, bool isWithinSequence)
    {
        switch (type)
        {
            case OptionalType optional: Visit(optional.Value, place, isWithinSequence); break;
            case ListType list: Visit(list.Element, place, isWithinSequence: !list.Bound.IsFixed); break;
            case MapType map: Visit(map.Value, place, isWithinSequence: true); break;
            case TypeReference { Target: { } target } when _begun.Contains(target.Name) && !_complete.Contains(target.Name):
                if (!isWithinSequence) throw Unsayable.In(IdlNames.Language, place, "type that contains itself but in a sequence");
                Announce(target);
                break;
            case TypeReference { Target: { } target }: Add(target); break;
        }
    }

    private void Announce(NamedType type)
    {
        (string module, string name) = IdlNames.Declared(type.Name, type.Name);
        Put(module, [$"{(type is UnionType ? "union" : "struct")} {name};"]);
    }

    // Arrays that were named on the way stand before what needs them.
    private void Put(string module, IReadOnlyList<string> lines)
    {
        foreach (string typedef in _types.Typedefs) _items.Add(("", [typedef]));
        _types.Typedefs.Clear();
        _items.Add((module, lines));
    }

    private string Print()
    {
        var text = new IndentedText(2);
        for (int i = 0; i < _items.Count; i++)
        {
            string[] before = i == 0 ? [] : Path(_items[i - 1].Module);
            string[] modules = Path(_items[i].Module);
            bool isSame = i > 0 && before.SequenceEqual(modules);
            if (i > 0) text.Gap();
            if (!isSame) Open(text, modules);
            foreach (string line in _items[i].Lines) text.Line(line);
            bool isLast = i == _items.Count - 1 || !Path(_items[i + 1].Module).SequenceEqual(modules);
            if (isLast) Close(text, modules);
        }

        return text.ToString();
    }

    private static void Open(IndentedText text, string[] modules)
    {
        foreach (string module in modules)
        {
            text.Line($"module {module} {{");
            text.Indent();
        }
    }

    private static void Close(IndentedText text, string[] modules)
    {
        foreach (string _ in modules)
        {
            text.Outdent();
            text.Line("};");
        }
    }

    private static string[] Path(string module) =>
        [.. module.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part => IdlNames.Escape(part, module))];
}
