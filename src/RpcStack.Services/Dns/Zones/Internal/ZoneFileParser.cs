using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// Reads a master file entry by entry; after an error it goes on with the next, to report all of them at once.
/// </summary>
internal sealed class ZoneFileParser(string text, string fileName, DomainName origin)
{
    private const int MaxErrors = 20;

    private readonly TextLexer _lexer = new(text);
    private readonly List<ZoneFileError> _errors = [];
    private DomainName _origin = origin;
    private DomainName? _owner;
    private uint? _defaultTimeToLive;
    private uint? _lastTimeToLive;
    private ZoneBuilder? _zone;

    internal Zone Parse()
    {
        List<TextToken> tokens = [];
        bool more = true;
        while (more && _errors.Count < MaxErrors)
        {
            try
            {
                more = _lexer.ReadEntry(tokens);
                if (more) ReadEntry(tokens);
            }
            catch (TextException error)
            {
                _errors.Add(new ZoneFileError(fileName, error.Line, error.Column, error.Problem));
            }
        }

        string? lack = _zone is null ? "there is no record" : _zone.Lack();
        if (lack is not null && _errors.Count == 0)
        {
            _errors.Add(new ZoneFileError(fileName, _lexer.Line, _lexer.Column, lack));
        }

        return _errors.Count == 0 ? _zone!.Build() : throw new ZoneFileException(_errors);
    }

    private void ReadEntry(List<TextToken> tokens)
    {
        var cursor = new TokenCursor(tokens, _origin, _lexer.Line, _lexer.Column);
        if (tokens[0] is { IsQuoted: false } first && first.Text.StartsWith('$')) ReadDirective(cursor);
        else ReadRecord(cursor);
    }

    private void ReadDirective(TokenCursor cursor)
    {
        TextToken directive = cursor.Next("a directive");
        switch (directive.Text.ToUpperInvariant())
        {
            case "$ORIGIN":
                _origin = cursor.Name(cursor.Next("the origin"));
                break;
            case "$TTL":
                TextToken token = cursor.Next("the default TTL");
                if (!DurationText.TryParseTimeToLive(token.Text, out uint timeToLive))
                {
                    throw token.Failure($"'{token.Shown}' is no TTL, {DurationText.ExpectedTimeToLive}");
                }

                _defaultTimeToLive = timeToLive;
                break;
            default:
                throw directive.Failure($"the directive {directive.Shown} is not known; $ORIGIN and $TTL are");
        }

        cursor.ExpectEnd();
    }

    // [<owner>] [<TTL>] [<class>] <type> <RDATA>, and TTL and class in either order
    private void ReadRecord(TokenCursor cursor)
    {
        TextToken first = cursor.Peek()!.Value;
        if (!_lexer.IsOwnerBlank) _owner = cursor.Name(cursor.Next("an owner"));

        DomainName owner = _owner ?? throw first.Failure("there is no owner before this to take over");
        uint? stated = ReadTimeToLiveAndClass(cursor);
        _lastTimeToLive = stated ?? _lastTimeToLive;
        TextToken typeToken = cursor.Next("a type");
        if (!DnsRecordTypeText.TryParse(typeToken.Text, out DnsRecordType type) || !DnsLookupQuestion.IsDataType(type))
        {
            throw typeToken.Failure($"'{typeToken.Shown}' is no type of record");
        }

        RecordData data = RecordData.Parse(type, cursor);
        uint timeToLive = stated ?? _defaultTimeToLive ?? _lastTimeToLive ?? MinimumOf(data)
            ?? throw first.Failure("the record has no TTL; state one, or a $TTL before");
        _lastTimeToLive ??= timeToLive;
        if (Add(owner, timeToLive, data) is { } problem) throw first.Failure(problem);
    }

    private static uint? ReadTimeToLiveAndClass(TokenCursor cursor)
    {
        uint? timeToLive = null;
        bool hasClass = false;
        while (cursor.Peek() is { } token)
        {
            if (timeToLive is null && char.IsAsciiDigit(token.Text.FirstOrDefault()))
            {
                if (!DurationText.TryParseTimeToLive(token.Text, out uint seconds))
                {
                    throw token.Failure($"'{token.Shown}' is no TTL, {DurationText.ExpectedTimeToLive}");
                }

                timeToLive = seconds;
            }
            else if (!hasClass && token.Text.ToUpperInvariant() is "IN" or "CLASS1")
            {
                hasClass = true;
            }
            else if (!hasClass && token.Text.ToUpperInvariant() is "CH" or "HS" or "CS")
            {
                throw token.Failure($"records of class {token.Text} are not served, only of IN");
            }
            else
            {
                break;
            }

            cursor.Next("a token");
        }

        return timeToLive;
    }

    private string? Add(DomainName owner, uint timeToLive, RecordData data)
    {
        if (_zone is null && data.Type != DnsRecordType.SOA)
        {
            // After an error it may just have been the SOA record that was wrong.
            return _errors.Count == 0 ? "a zone starts with its SOA record" : null;
        }

        _zone ??= new ZoneBuilder(owner);
        return _zone.Add(owner, timeToLive, data);
    }

    // RFC 1035 §3.3.13: before $TTL there was, MINIMUM was the default.
    private static uint? MinimumOf(RecordData data) =>
        data.Type == DnsRecordType.SOA
            ? Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(data.Wire[^sizeof(uint)..]))
            : null;
}
