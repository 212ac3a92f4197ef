using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>The records of a zone as its files' entries say them, and what is wrong with those.</summary>
internal sealed class ZoneRecords
{
    private const int MaxErrors = 20;

    private readonly List<ZoneFileError> _errors = [];
    private uint? _defaultTimeToLive;
    private uint? _lastTimeToLive;
    private ZoneBuilder? _zone;

    /// <summary>Whether there is any use in reading on.</summary>
    internal bool TakesMore => _errors.Count < MaxErrors;

    internal void Report(ZoneFileError error) => _errors.Add(error);

    internal Zone Build(string fileName, int line, int column)
    {
        if (_errors.Count > 0) throw new ZoneFileException(_errors);
        string? problem = "there is no record";
        return _zone?.Build(out problem)
            ?? throw new ZoneFileException([new ZoneFileError(fileName, line, column, problem!)]);
    }

    internal void ReadDefaultTimeToLive(TokenCursor cursor)
    {
        TextToken token = cursor.Next("the default TTL");
        _defaultTimeToLive = ReadTimeToLive(token);
    }

    /// <summary>Reads <c>[owner] [TTL] [class] type data</c>, TTL and class in either order.</summary>
    internal void Read(TokenCursor cursor, bool isOwnerBlank, ref DomainName? lastOwner)
    {
        TextToken first = cursor.Peek()!.Value;
        if (!isOwnerBlank) lastOwner = cursor.Name(cursor.Next("an owner"));

        DomainName owner = lastOwner ?? throw first.Failure("there is no owner before this to take over");
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
                timeToLive = ReadTimeToLive(token);
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

    private static uint ReadTimeToLive(TextToken token) =>
        DurationText.TryParseTimeToLive(token.Text, out uint seconds)
            ? seconds
            : throw token.Failure($"'{token.Shown}' is no TTL, {DurationText.ExpectedTimeToLive}");

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
