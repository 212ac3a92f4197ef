using System.Globalization;
using System.Text;
using RpcStack.Cli.Data;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Wireshark;

/// <summary>Writes a dissector for Wireshark, in Lua: that of the native protocol, with contracts as tables.</summary>
internal sealed class LuaDissector
{
    private const string Template = "wire/rpcstack.lua";
    private const string Mark = "--@CONTRACTS@\n";

    /// <summary>How deep places in a contract have a field of their own to filter by; types may be recursive.</summary>
    private const int MaxDepth = 6;

    /// <summary>How many such fields there are.</summary>
    private const int MaxPlaces = 5000;

    private readonly Dictionary<Shape, int> _numbers = [];
    private readonly Queue<Shape> _undefined = new();
    private readonly SortedDictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly StringBuilder _lua = new();

    private LuaDissector()
    {
    }

    /// <summary>Writes one for contracts.</summary>
    public static string Write(IEnumerable<KnownContract> contracts) => new LuaDissector().Make(contracts);

    private string Make(IEnumerable<KnownContract> contracts)
    {
        foreach (KnownContract contract in contracts) Add(contract);
        while (_undefined.TryDequeue(out Shape? shape)) _lua.Append(CultureInfo.InvariantCulture, $"S[{_numbers[shape]}] = {Describe(shape)}\n");
        foreach ((string place, string name) in _places)
            _lua.Append(CultureInfo.InvariantCulture, $"PLACES[{Quote(place)}] = ProtoField.string({Quote($"rpcstack.{place}")}, {Quote(name)})\n");
        return Resources.Read(Template).Replace(Mark, _lua.ToString(), StringComparison.Ordinal);
    }

    private void Add(KnownContract contract)
    {
        _lua.Append(CultureInfo.InvariantCulture, $"CONTRACTS[#CONTRACTS + 1] = {{ name = {Quote(contract.Name)}, fingerprint = \"{contract.Fingerprint:x16}\", parts = {{\n");
        for (int part = 0; part < contract.Parts.Count; part++)
        {
            _lua.Append(CultureInfo.InvariantCulture, $"  [{part}] = {{\n");
            foreach (KnownOperation operation in contract.Parts[part]) Add(operation);
            _lua.Append("  },\n");
        }

        _lua.Append("} }\n");
    }

    private void Add(KnownOperation operation)
    {
        string place = PlaceOf($"{operation.Contract[(operation.Contract.LastIndexOf('.') + 1)..]}.{operation.Name}");
        AddPlaces($"{place}.request", operation.Request, 0);
        AddPlaces($"{place}.{(operation.Kind is OperationKind.ServerStream or OperationKind.Duplex ? "item" : "response")}", operation.Response, 0);
        if (operation.Item is not null) AddPlaces($"{place}.item", operation.Item, 0);
        foreach (Shape fault in operation.Faults.Values) AddPlaces($"{place}.fault", fault, 0);
        string faults = string.Join(", ", operation.Faults.Select(fault => $"[{Quote(fault.Key)}] = {Number(fault.Value)}"));
        string item = operation.Item is null ? "nil" : Text(Number(operation.Item));
        _lua.Append(CultureInfo.InvariantCulture, $"    [{operation.Ordinal}] = {{ name = {Quote(operation.ToString())}, contract = {Quote(operation.Contract)}, place = {Quote(place)}, request = {Number(operation.Request)}, response = {Number(operation.Response)}, item = {item}, faults = {{ {faults} }} }},\n");
    }

    private int Number(Shape shape)
    {
        if (_numbers.TryGetValue(shape, out int number)) return number;
        _undefined.Enqueue(shape);
        return _numbers[shape] = _numbers.Count + 1;
    }

    private string Describe(Shape shape) => shape switch
    {
        OptionalShape optional => $"{{ k = \"optional\", e = {Text(Number(optional.Value))} }}",
        ListShape list => $"{{ k = \"list\", e = {Text(Number(list.Element))} }}",
        MapShape map => $"{{ k = \"map\", key = {Text(Number(map.Key))}, e = {Text(Number(map.Value))} }}",
        MessageShape message => $"{{ k = \"message\", f = {{ {Fields(message.Fields, field => [field.Number])} }} }}",
        UnionShape union => DescribeUnion(union),
        EnumShape enumeration => $"{{ k = \"enum\", v = {{ {string.Join(", ", enumeration.Values.DistinctBy(value => value.Value).Select(value => $"[{Text(value.Value)}] = {Quote(value.Key)}"))} }} }}",
        ReferenceShape reference => $"{{ k = \"reference\", n = {Quote(reference.Contract)} }}",
        ScalarShape scalar => $"{{ k = \"{scalar.Kind}\" }}",
        _ => "{ k = \"unknown\" }",
    };

    private string DescribeUnion(UnionShape union)
    {
        string cases = Fields(union.Cases, one => union.Discriminator is null ? [one.Number] : one.Labels);
        FieldShape? other = union.Discriminator is null ? null : union.Cases.FirstOrDefault(one => one.Labels.Count == 0);
        string discriminator = union.Discriminator is null ? "nil" : Text(Number(union.Discriminator));
        return $"{{ k = \"union\", d = {discriminator}, c = {{ {cases} }}, default = {(other is null ? "nil" : Entry(other))} }}";
    }

    private string Fields(IEnumerable<FieldShape> fields, Func<FieldShape, IEnumerable<long>> keys) =>
        string.Join(", ", fields.SelectMany(field => keys(field).Select(key => $"[{Text(key)}] = {Entry(field)}")));

    private string Entry(FieldShape field) => $"{{ {Quote(field.Name)}, {Text(Number(field.Shape))} }}";

    /// <summary>A field for each place of a contract, so that it can be filtered by; elements of a list share one.</summary>
    private void AddPlaces(string place, Shape shape, int depth)
    {
        if (depth > MaxDepth || _places.Count >= MaxPlaces) return;
        switch (shape)
        {
            case OptionalShape optional: AddPlaces(place, optional.Value, depth); break;
            case ListShape list: AddPlaces(place, list.Element, depth + 1); break;
            case MapShape map:
                AddPlaces($"{place}.key", map.Key, depth + 1);
                AddPlaces($"{place}.value", map.Value, depth + 1);
                break;
            case MessageShape message:
                foreach (FieldShape field in message.Fields) AddPlaces($"{place}.{PlaceOf(field.Name)}", field.Shape, depth + 1);
                break;
            case UnionShape union:
                foreach (FieldShape one in union.Cases) AddPlaces($"{place}.{PlaceOf(one.Name)}", one.Shape, depth + 1);
                break;
            default: _places.TryAdd(place, place[(place.LastIndexOf('.') + 1)..]); break;
        }
    }

    /// <summary>A name as Wireshark's filters allow it.</summary>
    private static string PlaceOf(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '_'));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= 0x20 and < 0x7F and not ((byte)'"' or (byte)'\\')) quoted.Append((char)octet);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\{octet:d3}");
        }

        return quoted.Append('"').ToString();
    }
}
