using System.Globalization;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>A resource record of a message (RFC 1035 §4.1.3).</summary>
/// <param name="Name">The owner.</param>
/// <param name="Class">The class.</param>
/// <param name="TimeToLive">How long the record may be kept, in seconds, below 2^31 (RFC 2181 §8).</param>
/// <param name="Data">The type and the data.</param>
public sealed record ResourceRecord(DomainName Name, DnsClass Class, uint TimeToLive, RecordData Data)
{
    /// <summary>The type.</summary>
    public DnsRecordType Type => Data.Type;

    /// <summary>Reads a record of the Internet in presentation format, <c>owner TTL IN type data</c>.</summary>
    /// <exception cref="FormatException">It is none; the message says where and why.</exception>
    public static ResourceRecord Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lexer = new TextLexer(text);
        List<TextToken> tokens = [];
        lexer.ReadEntry(tokens);
        var cursor = new TokenCursor(tokens, DomainName.Root, lexer.Line, lexer.Column);
        DomainName owner = cursor.Name(cursor.Next("an owner"));
        TextToken time = cursor.Next("a TTL");
        if (!DurationText.TryParseTimeToLive(time.Text, out uint timeToLive))
            throw time.Failure($"'{time.Shown}' is no TTL, {DurationText.ExpectedTimeToLive}");
        TextToken @class = cursor.Next("a class");
        if (!@class.Text.Equals("IN", StringComparison.OrdinalIgnoreCase))
            throw @class.Failure($"'{@class.Shown}' is not the class IN");
        TextToken type = cursor.Next("a type");
        if (!DnsRecordTypeText.TryParse(type.Text, out DnsRecordType known) || !DnsLookupQuestion.IsDataType(known))
            throw type.Failure($"'{type.Shown}' is no type of record");
        var data = RecordData.Parse(known, cursor);
        if (lexer.ReadEntry(tokens)) throw tokens[0].Failure("the record ends with its line");
        return new ResourceRecord(owner, DnsClass.Internet, timeToLive, data);
    }

    /// <summary>The record in presentation format, as a line of a zone file.</summary>
    public override string ToString()
    {
        string @class = Class == DnsClass.Internet ? "IN" : $"CLASS{(ushort)Class}";
        return string.Create(CultureInfo.InvariantCulture, $"{Name} {TimeToLive} {@class} {Type.ToText()} {Data}");
    }
}
