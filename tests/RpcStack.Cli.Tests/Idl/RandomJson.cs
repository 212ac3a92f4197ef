using System.Globalization;
using System.Text.Json;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Tests.Idl;

/// <summary>Makes up values of any shape, as JSON.</summary>
internal sealed class RandomJson(int seed)
{
    private readonly Random _random = new(seed);

    public string Of(Shape shape, int depth = 0) => shape switch
    {
        ScalarShape scalar => Scalar(scalar.Kind),
        EnumShape enumeration => $"\"{enumeration.Values[_random.Next(enumeration.Values.Count)].Key}\"",
        OptionalShape optional => depth > 4 || _random.Next(3) == 0 ? "null" : Of(optional.Value, depth + 1),
        ListShape list => $"[{string.Join(',', Some(depth).Select(_ => Of(list.Element, depth + 1)))}]",
        MapShape map => Map(map, depth),
        MessageShape message =>
            $"{{{string.Join(',', message.Fields.Select(field => $"\"{field.Name}\":{Of(field.Shape, depth + 1)}"))}}}",
        UnionShape union => Union(union, depth),
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    private string Union(UnionShape union, int depth)
    {
        FieldShape @case = union.Cases[_random.Next(union.Cases.Count)];
        string label = @case.Labels.Count == 0 || union.Discriminator is null ? ""
            : $"\"$discriminator\":{@case.Labels[_random.Next(@case.Labels.Count)]},";
        return $"{{{label}\"{@case.Name}\":{Of(@case.Shape, depth + 1)}}}";
    }

    private string Map(MapShape map, int depth)
    {
        // Protobuf leaves the order of entries open, and languages differ in whether they write a key that is 0.
        string[] keys = [.. Some(depth).Select(_ => Of(map.Key, depth + 1)).Where(key => key != "0").Take(1)];
        bool isObject = map.Key is ScalarShape { Kind: ScalarKind.String };
        IEnumerable<string> entries =
            keys.Select(key => isObject ? $"{key}:{Of(map.Value, depth + 1)}" : $"[{key},{Of(map.Value, depth + 1)}]");
        return isObject ? $"{{{string.Join(',', entries)}}}" : $"[{string.Join(',', entries)}]";
    }

    private IEnumerable<int> Some(int depth) => Enumerable.Range(0, depth > 4 ? 0 : _random.Next(4));

    private string Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => _random.Next(2) == 0 ? "true" : "false",
        ScalarKind.SByte => Number(sbyte.MinValue, sbyte.MaxValue),
        ScalarKind.Byte => Number(0, byte.MaxValue),
        ScalarKind.Int16 => Number(short.MinValue, short.MaxValue),
        ScalarKind.UInt16 => Number(0, ushort.MaxValue),
        ScalarKind.Int32 => Number(int.MinValue, int.MaxValue),
        ScalarKind.UInt32 => Number(0, uint.MaxValue),
        ScalarKind.Int64 or ScalarKind.UInt64 => Number(0, long.MaxValue),
        ScalarKind.Single => _random.NextSingle().ToString("R", CultureInfo.InvariantCulture),
        ScalarKind.Double => _random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        ScalarKind.Char => $"\"{(char)_random.Next('a', 'z')}\"",
        ScalarKind.String => JsonSerializer.Serialize(new string('ä', _random.Next(3)) + _random.Next(100)),
        ScalarKind.Bytes => JsonSerializer.Serialize(Octets()),
        ScalarKind.Decimal => $"{_random.Next(-1000, 1000)}.50",
        ScalarKind.Guid => JsonSerializer.Serialize(new Guid(_random.Next(), 1, 2, new byte[8])),
        ScalarKind.DateTime => $"\"{Instant():O}\"",
        ScalarKind.DateTimeOffset => $"\"{new DateTimeOffset(Instant()).ToOffset(TimeSpan.FromHours(_random.Next(-12, 12))):O}\"",
        ScalarKind.DateOnly => $"\"{DateOnly.FromDateTime(Instant()):O}\"",
        ScalarKind.TimeOnly => $"\"{TimeOnly.FromDateTime(Instant()):O}\"",
        _ => $"\"{TimeSpan.FromMilliseconds(_random.Next(-100000, 100000)):c}\"",
    };

    private string Number(long from, long to) =>
        (_random.Next(4) == 0 ? 0 : _random.NextInt64(from, to)).ToString(CultureInfo.InvariantCulture);

    private byte[] Octets()
    {
        byte[] octets = new byte[_random.Next(4)];
        _random.NextBytes(octets);
        return octets;
    }

    private DateTime Instant() => DateTime.UnixEpoch.AddSeconds(_random.Next(-100000000, 1000000000)).AddTicks(_random.Next(1000));
}
