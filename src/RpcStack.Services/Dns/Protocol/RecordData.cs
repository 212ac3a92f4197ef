using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// The data of a resource record with its type. Names in it compare without regard to case (RFC 4343).
/// </summary>
public sealed class RecordData : IEquatable<RecordData>
{
    private readonly RecordFormat _format;
    private readonly byte[] _wire;

    private RecordData(DnsRecordType type, RecordFormat format, byte[] wire)
    {
        Type = type;
        _format = format;
        _wire = wire;
    }

    /// <summary>The type of the record.</summary>
    public DnsRecordType Type { get; }

    /// <summary>The data as on the wire, without compression.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>
    /// The name that the record leads to, the server of NS, MX and SRV, the alias's target of CNAME; empty for other
    /// types.
    /// </summary>
    internal ReadOnlySpan<byte> Target => _format.TargetOffset < 0 ? default : _wire.AsSpan(_format.TargetOffset);

    /// <summary>
    /// Reads data in presentation format (RFC 1035 §5.1, RFC 3597 §5); names may lack their trailing dot.
    /// </summary>
    /// <exception cref="FormatException">The text is none of the type; the message says where and why.</exception>
    public static RecordData Parse(DnsRecordType type, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lexer = new TextLexer(text);
        List<TextToken> tokens = [];
        lexer.ReadEntry(tokens);
        var cursor = new TokenCursor(tokens, DomainName.Root, lexer.Line, lexer.Column);
        RecordData data = Parse(type, cursor);
        if (lexer.ReadEntry(tokens)) throw tokens[0].Failure("the data ends with its line");
        return data;
    }

    /// <inheritdoc/>
    public bool Equals(RecordData? other) =>
        other is not null && Type == other.Type && _format.AreEqual(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RecordData);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, NameOctets.Hash(_wire));

    /// <summary>The data in presentation format.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        _format.Print(_wire, text);
        return text.ToString();
    }

    internal static RecordData Parse(DnsRecordType type, TokenCursor tokens)
    {
        var wire = new ArrayBufferWriter<byte>();
        var format = RecordFormats.For(type);
        if (tokens.IsGeneric)
        {
            RecordFormats.Opaque.Parse(tokens, wire);
            return FromWire(type, wire.WrittenSpan, tokens);
        }

        if (format == RecordFormats.Opaque)
        {
            throw tokens.Next("data").Failure(
                $"{type.ToText()} is not known here; write its data as '\\# length hex' (RFC 3597)");
        }

        format.Parse(tokens, wire);
        if (wire.WrittenCount > ushort.MaxValue)
        {
            throw tokens.Failure($"the data has {wire.WrittenCount} octets, {ushort.MaxValue} is the most");
        }

        return new RecordData(type, format, wire.WrittenSpan.ToArray());
    }

    internal static RecordData Read(MessageReader.RecordHead head, ref MessageReader reader)
    {
        // The formats are the Internet's; what A means in other classes is another matter (RFC 1035 §3.4).
        // An update names what is to go in a class of its own, and otherwise like a record (RFC 2136 §2.5.4).
        bool isKnown = head.Class == (ushort)DnsClass.Internet
            || (head.Class == (ushort)DnsClass.Absent && head.Length > 0);
        RecordFormat format = isKnown ? RecordFormats.For(head.Type) : RecordFormats.Opaque;
        var wire = new ArrayBufferWriter<byte>(Math.Max(1, (int)head.Length));
        format.Decode(ref reader, wire);
        return new RecordData(head.Type, format, wire.WrittenSpan.ToArray());
    }

    /// <summary>Makes data of octets that hold no compressed name.</summary>
    /// <exception cref="DnsFormatException">They are no data of the type.</exception>
    internal static RecordData FromWire(DnsRecordType type, ReadOnlySpan<byte> octets)
    {
        var reader = new MessageReader(octets);
        RecordFormat format = RecordFormats.For(type);
        var wire = new ArrayBufferWriter<byte>(Math.Max(1, octets.Length));
        format.Decode(ref reader, wire);
        reader.ExpectEnd();
        return new RecordData(type, format, wire.WrittenSpan.ToArray());
    }

    /// <summary>Data of a type that is nothing but a name: NS, CNAME, PTR, DNAME.</summary>
    internal static RecordData FromName(DnsRecordType type, DomainName name) =>
        new(type, RecordFormats.For(type), name.Wire.ToArray());

    /// <summary>Data without octets or meaning, as updates have it, and pseudo records their own.</summary>
    internal static RecordData FromOctets(DnsRecordType type, ReadOnlySpan<byte> octets) =>
        new(type, RecordFormats.Opaque, octets.ToArray());

    internal void Write(ref MessageWriter writer) => _format.Encode(_wire, ref writer);

    // Generic text of a known type must still be sound data of that type (RFC 3597 §5).
    private static RecordData FromWire(DnsRecordType type, ReadOnlySpan<byte> octets, TokenCursor tokens)
    {
        try
        {
            return FromWire(type, octets);
        }
        catch (DnsFormatException malformed)
        {
            throw tokens.Failure($"these octets are no {type.ToText()} data: {malformed.Message}");
        }
    }
}
