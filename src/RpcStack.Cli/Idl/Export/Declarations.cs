using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export;

/// <summary>Contracts that are written together: each once, with every type that one of them names.</summary>
internal sealed class Declarations
{
    private const string ResultSuffix = ".Result";
    private const string ItemSuffix = ".Item";

    private readonly Dictionary<string, OncProgram> _programs;

    private Declarations(
        IReadOnlyList<SchemaContract> contracts, IReadOnlyList<NamedType> types, Dictionary<string, OncProgram> programs)
    {
        _programs = programs;
        Contracts = contracts;
        HashSet<string> wrappers = [.. contracts.SelectMany(Wrappers)];
        Types = [.. types.Where(type => !IsTuple(type) && !wrappers.Contains(type.Name))];
        Faults = contracts.SelectMany(c => c.Operations).SelectMany(o => o.Faults).Select(fault => fault.Name).ToHashSet();
        UnionsOf = types.OfType<UnionType>()
            .SelectMany(union => union.Cases, (union, @case) => (union, Message: @case.Type.ToString()!))
            .ToLookup(pair => pair.Message, pair => pair.union, StringComparer.Ordinal);
    }

    /// <summary>Contracts, each after those that it extends.</summary>
    public IReadOnlyList<SchemaContract> Contracts { get; }

    /// <summary>
    /// Messages, unions and enumerations, by name; but not those that the generator made of tuples and results.
    /// </summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>The names of the messages that operations throw.</summary>
    public IReadOnlySet<string> Faults { get; }

    /// <summary>The unions that a message, by its name as types refer to it, is a case of.</summary>
    public ILookup<string, UnionType> UnionsOf { get; }

    /// <summary>The ONC RPC program that a contract is, as far as that is known.</summary>
    public OncProgram? Program(SchemaContract contract) =>
        _programs.TryGetValue(contract.Name, out OncProgram program) ? program : null;

    /// <summary>A type as it was declared: what stands for a tuple is one.</summary>
    public static SchemaType Declared(SchemaType type) =>
        type is TypeReference { Target: MessageType message } && IsTuple(message) ? new MessageType("", message.Fields) : type;

    /// <summary>An operation's result, or item of its result, as it was declared.</summary>
    public static SchemaType Result(SchemaContract contract, SchemaOperation operation) =>
        Unwrap(operation.Response, contract, operation, ResultSuffix);

    /// <summary>An item of the stream that an operation takes, as it was declared.</summary>
    public static SchemaType? Item(SchemaContract contract, SchemaOperation operation) =>
        operation.Item is { } item ? Unwrap(item, contract, operation, ItemSuffix) : null;

    /// <summary>Whether an operation answers with a stream of items without fields.</summary>
    public static bool StreamsNothing(SchemaOperation operation) =>
        operation.Kind is OperationKind.ServerStream or OperationKind.Duplex
        && operation.Response is MessageType { Fields.Count: 0 };

    /// <summary>Puts contracts together.</summary>
    /// <exception cref="CliException">One name means two things in them.</exception>
    public static Declarations Of(IReadOnlyList<SourceContract> sources)
    {
        Dictionary<string, NamedType> types = new(StringComparer.Ordinal);
        Dictionary<string, string> paragraphs = new(StringComparer.Ordinal);
        foreach (NamedType type in sources.SelectMany(source => source.Schema.Types))
        {
            string paragraph = SchemaPrinter.Print([], [type]);
            if (paragraphs.TryAdd(type.Name, paragraph)) types.Add(type.Name, type);
            else if (paragraphs[type.Name] != paragraph)
                throw new CliException($"{type.Name} means two things in these contracts; name one of them");
        }

        return new(InOrder(sources), [.. types.Values.OrderBy(type => type.Name, StringComparer.Ordinal)], Programs(sources));
    }

    private static List<SchemaContract> InOrder(IEnumerable<SourceContract> sources)
    {
        SchemaContract[] all = [.. sources.SelectMany(source => source.Schema.Contracts).DistinctBy(contract => contract.Name)];
        List<SchemaContract> ordered = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (SchemaContract contract in all) Add(contract);
        return ordered;

        void Add(SchemaContract contract)
        {
            if (!seen.Add(contract.Name)) return;
            foreach (string other in contract.Bases) Add(all.First(candidate => candidate.Name == other));
            ordered.Add(contract);
        }
    }

    private static Dictionary<string, OncProgram> Programs(IEnumerable<SourceContract> sources) => sources
        .SelectMany(source => source.Descriptor?.Contracts ?? [])
        .DistinctBy(contract => contract.Name)
        .Where(contract => contract.OncProgram is not null)
        .ToDictionary(contract => contract.Name, contract => contract.OncProgram!.Value, StringComparer.Ordinal);

    // What travels is a message: a result that is none is the one field of one.
    private static SchemaType Unwrap(SchemaType type, SchemaContract contract, SchemaOperation operation, string suffix) =>
        type is TypeReference { Target: MessageType { Fields: [{ Number: 0, Name: "value" } field] } wrapper }
        && wrapper.Name == $"{contract.Name}.{operation.Name}{suffix}"
            ? field.Type
            : type;

    private static IEnumerable<string> Wrappers(SchemaContract contract)
    {
        foreach (SchemaOperation operation in contract.Operations)
        {
            if (Result(contract, operation) != operation.Response) yield return ((TypeReference)operation.Response).Name;
            if (operation.Item is TypeReference item && Item(contract, operation) != item) yield return item.Name;
        }
    }

    // (Left, Right), and (Left, Right)#2 where there is another.
    private static bool IsTuple(NamedType type) => type is MessageType message
        && type.Name.StartsWith('(')
        && type.Name.Split('#')[0] == $"({string.Join(", ", message.Fields.Select(field => field.Name))})";
}
