using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>The names that a text defines, and those that it uses before or after.</summary>
internal sealed class SchemaNames
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly UniqueSet<string> _typeNames = new("type");
    private readonly HashSet<string> _contracts = new(StringComparer.Ordinal);
    private readonly UniqueSet<string> _contractNames = new("contract");
    private readonly List<Action> _checks = [];

    public void Define(SchemaLine line, NamedType type)
    {
        if (type.Name.Length == 0) throw line.Error("a type has a name");
        _types.Add(_typeNames.Add(line, type.Name), type);
    }

    public string DefineContract(SchemaLine line)
    {
        string name = _contractNames.Add(line, line.Name());
        if (name.Length == 0) throw line.Error("a contract has a name");
        _contracts.Add(name);
        return name;
    }

    public string ReferToContract(SchemaLine line)
    {
        string name = line.Name();
        _checks.Add(() =>
        {
            if (!_contracts.Contains(name)) throw line.Error("there is no contract " + SchemaName.Quote(name));
        });
        return name;
    }

    public TypeReference Refer(SchemaLine line, string name)
    {
        TypeReference reference = new(name);
        _checks.Add(() => reference.Target = _types.TryGetValue(name, out NamedType? target)
            ? target
            : throw line.Error("there is no type " + reference));
        return reference;
    }

    public TypeReference ReferToMessage(SchemaLine line, string name)
    {
        TypeReference reference = Refer(line, name);
        _checks.Add(() =>
        {
            if (reference.Target is not MessageType) throw line.Error(reference + " is not a message, as faults are");
        });
        return reference;
    }

    public void ExpectDiscriminator(SchemaLine line, SchemaType type) => _checks.Add(() =>
    {
        if (type.Resolved is not (EnumType or ScalarType { Kind: <= ScalarKind.UInt64 or ScalarKind.Char }))
            throw line.Error(type + " is no type that tells cases apart");
    });

    /// <summary>Ties every use to its definition, and gives the definitions.</summary>
    public IEnumerable<NamedType> Resolve()
    {
        foreach (Action check in _checks) check();
        return _types.Values;
    }
}
