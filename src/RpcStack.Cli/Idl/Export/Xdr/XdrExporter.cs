using System.Globalization;
using System.Text;
using RpcStack.Cli.Idl.Format;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Xdr;

/// <summary>Writes contracts in ONC RPC language, everything after what it names.</summary>
internal sealed class XdrExporter
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> _complete = new(StringComparer.Ordinal);
    private readonly XdrNames _names = new();
    private readonly XdrTypes _types;
    private readonly XdrMembers _members;

    private XdrExporter()
    {
        _types = new(_names, type => _complete.Contains(type.Name));
        _members = new(_names, _types);
    }

    /// <summary>Writes contracts.</summary>
    /// <exception cref="CliException">ONC RPC language cannot say what they say.</exception>
    public static string Export(Declarations declarations)
    {
        var exporter = new XdrExporter();
        foreach (NamedType type in exporter.Wanted(declarations)) exporter.Add(type);
        IEnumerable<IGrouping<(uint Number, string Name), SchemaContract>> programs =
            declarations.Contracts.GroupBy(contract => Program(contract, declarations));
        foreach (IGrouping<(uint Number, string Name), SchemaContract> program in programs)
            exporter.Add(program.Key.Number, program.Key.Name, program, declarations);
        return Formatter.Format(exporter._text.ToString(), isXdr: true);
    }

    // What only an arm stands for is written there.
    private NamedType[] Wanted(Declarations declarations)
    {
        HashSet<string> arms = [.. declarations.Types.OfType<UnionType>()
            .SelectMany(union => union.Cases.Where(@case => XdrMembers.Arm(union, @case) != @case.Type))
            .Select(@case => ((NamedType)@case.Type.Resolved).Name)];
        NamedType[] wanted = [.. declarations.Types.Where(type => !arms.Contains(type.Name))];
        foreach (NamedType type in wanted) _names.Defined(type.Name);
        return wanted;
    }

    private static (uint Number, string Name) Program(SchemaContract contract, Declarations declarations)
    {
        if (declarations.Program(contract) is not { } program)
            throw Unsayable.In(
                XdrNames.Language, contract.Name, "contract without a program's number, [OncProgram]");
        if (contract.Bases.Count > 0)
            throw Unsayable.In(XdrNames.Language, contract.Name, "contract that extends another");
        int dot = contract.Name.LastIndexOf('.');
        return (program.Number, dot < 0 ? contract.Name + "_PROG" : contract.Name[..dot]);
    }

    private void Add(uint number, string name, IEnumerable<SchemaContract> versions, Declarations declarations)
    {
        var text = new StringBuilder($"program {_names.Defined(name)} {{ ");
        foreach (SchemaContract contract in versions)
        {
            if (contract.Operations.Count == 0)
                throw Unsayable.In(XdrNames.Language, contract.Name, "version without procedures");
            text.Append($"version {_names.Defined(contract.Name)} {{ ");
            foreach (SchemaOperation operation in contract.Operations)
                text.Append(_members.Procedure(contract, operation));
            text.Append(CultureInfo.InvariantCulture, $" }} = {declarations.Program(contract)!.Value.Version};");
        }

        Put(text.Append(CultureInfo.InvariantCulture, $" }} = 0x{number:x8};").ToString());
    }

    private void Add(NamedType type)
    {
        if (!_begun.Add(type.Name)) return;
        foreach (SchemaType part in Parts(type)) Visit(part);
        Put(_members.Text(type));
        _complete.Add(type.Name);
    }

    private static IEnumerable<SchemaType> Parts(NamedType type) => type switch
    {
        MessageType message => message.Fields.Select(field => field.Type),
        UnionType union =>
        [
            union.LabelType,
            .. union.Cases.Select(@case => XdrMembers.Arm(union, @case)).OfType<SchemaType>(),
        ],
        _ => [],
    };

    private void Visit(SchemaType type)
    {
        switch (type)
        {
            case OptionalType optional: Visit(optional.Value); break;
            case ListType list: Visit(list.Element); break;
            case TypeReference { Target: { } target }: Add(target); break;
        }
    }

    private void Put(string definition)
    {
        foreach (string typedef in _types.Typedefs) _text.Append(typedef).Append('\n');
        if (_types.Typedefs.Count > 0) _text.Append('\n');
        _types.Typedefs.Clear();
        _text.Append(definition).Append("\n\n");
    }
}
