using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// An UPDATE message on its zone: all of it happens, or nothing (RFC 2136 §3). Its answer section holds what must be
/// true, its authority section what is to change.
/// </summary>
internal sealed class ZoneUpdate(DnsMessage message)
{
    // RFC 6895 §3.1: from here to 255, types are for questions only.
    private const DnsRecordType FirstMetaType = (DnsRecordType)128;

    /// <summary>Applies the update.</summary>
    internal DnsResponseCode Apply(ZoneStore zones)
    {
        if (message.Questions is not [{ Type: DnsRecordType.SOA, Class: DnsClass.Internet } question])
        {
            return DnsResponseCode.FormatError;
        }

        if (zones.GetWithHistory(question.Name) is null) return DnsResponseCodes.NotAuthorized;
        var code = DnsResponseCode.NoError;
        zones.Update(question.Name, zone =>
        {
            code = CheckPrerequisites(zone);
            if (code == DnsResponseCode.NoError) code = CheckChanges(zone);
            return code == DnsResponseCode.NoError ? Change(zone, ref code) : null;
        });
        return code;
    }

    private DnsResponseCode CheckPrerequisites(Zone zone)
    {
        foreach (ResourceRecord record in message.Answers)
        {
            if (record.TimeToLive != 0) return DnsResponseCode.FormatError;
            if (!record.Name.IsWithin(zone.Origin)) return DnsResponseCodes.NotInZone;
            if (CheckPrerequisite(zone, record) is not DnsResponseCode.NoError and var code) return code;
        }

        return CheckWholeSets(zone);
    }

    // RFC 2136 §2.4: class ANY, it is there; NONE, it is not; the zone's class, the set is exactly this.
    private static DnsResponseCode CheckPrerequisite(Zone zone, ResourceRecord record)
    {
        if (record.Class == DnsClass.Internet) return DnsResponseCode.NoError;
        if (record.Class is not (DnsClass.Any or DnsClass.Absent) || record.Data.Wire.Length > 0)
        {
            return DnsResponseCode.FormatError;
        }

        bool isOfName = record.Type == DnsRecordType.ANY;
        ZoneNode? node = zone.Find(record.Name.Wire);
        bool isThere = isOfName ? node is { Sets.Length: > 0 } : node?.Find(record.Type) is not null;
        return (record.Class, isThere, isOfName) switch
        {
            (DnsClass.Any, false, true) => DnsResponseCode.NameError,
            (DnsClass.Any, false, false) => DnsResponseCodes.NoSuchSet,
            (DnsClass.Absent, true, true) => DnsResponseCodes.NameExists,
            (DnsClass.Absent, true, false) => DnsResponseCodes.SetExists,
            _ => DnsResponseCode.NoError,
        };
    }

    private DnsResponseCode CheckWholeSets(Zone zone)
    {
        var sets = message.Answers
            .Where(record => record.Class == DnsClass.Internet)
            .GroupBy(record => (record.Name, record.Type), record => record.Data);
        foreach (var wanted in sets)
        {
            IReadOnlyList<RecordData> there = zone.Find(wanted.Key.Name.Wire)?.Find(wanted.Key.Type)?.Data ?? [];
            if (!wanted.ToHashSet().SetEquals(there)) return DnsResponseCodes.NoSuchSet;
        }

        return DnsResponseCode.NoError;
    }

    // RFC 2136 §3.4.1.3
    private DnsResponseCode CheckChanges(Zone zone)
    {
        foreach (ResourceRecord record in message.Authorities)
        {
            if (!record.Name.IsWithin(zone.Origin)) return DnsResponseCodes.NotInZone;
            bool isMeta = record.Type is DnsRecordType.OPT or (>= FirstMetaType and <= DnsRecordType.ANY);
            bool isAny = record.Type == DnsRecordType.ANY;
            bool isSound = record.Class switch
            {
                DnsClass.Internet => !isMeta && IsAddable(zone, record),
                DnsClass.Any => (!isMeta || isAny) && record.TimeToLive == 0 && record.Data.Wire.IsEmpty,
                DnsClass.Absent => !isMeta && record.TimeToLive == 0,
                _ => false,
            };
            if (!isSound) return DnsResponseCode.FormatError;
        }

        return DnsResponseCode.NoError;
    }

    private static bool IsAddable(Zone zone, ResourceRecord record) =>
        record.Type != DnsRecordType.SOA || record.Name.Equals(zone.Origin);

    private (Zone, ZoneChange)? Change(Zone zone, ref DnsResponseCode code)
    {
        var editor = new ZoneEditor(zone);
        foreach (ResourceRecord record in message.Authorities)
        {
            if (record.Class == DnsClass.Internet) editor.Add(record);
            else if (record.Class == DnsClass.Any) editor.RemoveSets(record.Name, record.Type);
            else editor.Remove(record.Name, record.Data);
        }

        Zone changed = editor.Build(out string? problem);
        if (problem is not null) code = DnsResponseCode.Refused;
        if (ReferenceEquals(changed, zone)) return null;
        return (changed, ZoneChange.Between(zone, changed, editor.Names));
    }
}
