using System.Globalization;
using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Cli.Wire.Native;

internal sealed partial class NativeDissector
{
    private string ReadHello(Side from, FieldReader reader)
    {
        reader.Leaf("magic", "octets", Hello.Magic.Length, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
        reader.Varint("version");
        byte format = reader.U8("format", id => $"{BodyFormat.ById(id)?.Name ?? "unknown"} ({id})");
        if (from == Side.Client && BodyFormat.ById(format) is { } known) _session.Format = known;
        reader.Varint("maxFrame", octets => $"{octets} octets");
        reader.Varint("maxCalls");
        reader.Varint("window", octets => $"{octets} octets");
        reader.Varint("features", bits => (bits & BodyCompression.Feature) != 0 ? $"0x{bits:x}: compressed bodies" : $"0x{bits:x}");
        Field token = reader.Open("token", "opaque");
        int length = reader.Length(reader.Varint("length"), "token");
        if (length > 0) reader.Octets("octets", length);
        token.Value = length == 0 ? "none" : $"{length} octets";
        reader.Close();
        ulong epoch = reader.U64("epoch", number => $"0x{number:x16}");
        if (reader.Left > 0) reader.Varint("lease", time => $"{time} ms");
        if (reader.Left > 0) reader.Octets("later additions", reader.Left);
        return $"HELLO {BodyFormat.ById(format)?.Name ?? "unknown format"}, epoch {epoch:x16}";
    }

    private static string ReadGoAway(FieldReader reader)
    {
        ulong accepted = reader.Varint("accepted");
        var status = (RpcStatus)reader.U8("status", number => $"{(RpcStatus)number} ({number})");
        string reason = reader.VarintText("reason");
        return $"GOAWAY after {accepted} requests: {status}: {FieldText.Quote(reason)}";
    }

    private static string ReadRelease(FieldReader reader)
    {
        int count = 0;
        for (; reader.Left > 0; count++)
        {
            Field field = reader.Open($"[{count}]", "release");
            TargetKey target = ReadTarget(reader);
            ulong times = reader.Varint("count");
            field.Value = $"{target}, received {times} times";
            reader.Close();
        }

        return $"RELEASE of {count}";
    }

    private static TargetKey ReadTarget(FieldReader reader)
    {
        Field field = reader.Open("target", "target");
        ulong key = reader.Varint("key", number => number.ToString(CultureInfo.InvariantCulture));
        bool hasGeneration = key != 0 && (key & 1) == 0;
        var target = new TargetKey(key, hasGeneration ? reader.Varint("generation") : 0);
        field.Value = target.IsRoot ? "the root" : target.IsPromise ? $"promise {key >> 1}" : $"object {key >> 1}, generation {target.Generation}";
        reader.Close();
        return target;
    }

    private static void ReadMetadata(FieldReader reader)
    {
        reader.Open("metadata", "metadata");
        int size = reader.Length(reader.Varint("size"), "metadata");
        reader.Open("entries", "metadata", length: size);
        while (reader.Left > 0)
        {
            Field entry = reader.Open("entry", "metadata");
            string name = reader.VarintText("name");
            entry.Value = $"{FieldText.Plain(name)}: {FieldText.Quote(reader.VarintText("value"))}";
            reader.Close();
        }

        reader.Close();
        reader.Close();
    }

    private void ReadReferences(Side from, FieldReader reader)
    {
        reader.Open("references", "references");
        int count = reader.Length(reader.Varint("count"), "references");
        for (int i = 1; i <= count; i++)
        {
            Field field = reader.Open($"{i}", "reference");
            byte owner = reader.U8("owner", number => number == 0 ? "0: the sender" : number == 1 ? "1: the receiver" : $"{number}: nobody");
            TargetKey target = ReadTarget(reader);
            if (owner == 0)
            {
                ulong fingerprint = reader.U64("fingerprint", number => $"0x{number:x16}");
                _session.Bind(from, target, _session.Contracts.Find(fingerprint));
            }

            string? contract = owner == 0 ? _session.ContractOf(Flow.Opposite(from), target)?.Name : null;
            field.Value = $"{(owner == 0 ? "the sender's" : "the receiver's")} {target} {FieldText.Plain(contract ?? "")}".TrimEnd();
            reader.Close();
        }

        reader.Close();
    }
}
