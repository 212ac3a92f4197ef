using System.Globalization;
using System.IO.Compression;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Cli.Wire.Native;

internal sealed partial class NativeDissector
{
    /// <summary>What a compressed body may inflate to; the protocol's own limit on messages.</summary>
    private const int MaxInflated = 4 << 20;

    private string ReadRequest(Side from, FieldReader reader, FrameFlags flags)
    {
        ulong call = reader.Varint("call", id => id == 0 ? "0: no answer is wanted" : id.ToString(CultureInfo.InvariantCulture));
        TargetKey target = ReadTarget(reader);
        bool isRoot = target.IsRoot;
        KnownContract? contract = isRoot ? null : _session.ContractOf(from, target);
        ulong part = reader.Varint("contract", index => isRoot ? "0: the root's" : $"{index}: {PartName(contract, index)}");
        KnownOperation? operation = null;
        ulong ordinal = reader.Varint("ordinal", number =>
        {
            operation = contract?.Find(Clamp(part), Clamp(number));
            return $"{number}: {(isRoot ? RootName(number) : operation?.Name ?? "an operation of unknown name")}";
        });
        if (flags.HasFlag(FrameFlags.Deadline))
            reader.Varint("deadline", time => $"{time >> 1} ms are left {((time & 1) == 0 ? "in all" : "for the first item")}");
        if (flags.HasFlag(FrameFlags.Chain))
        {
            reader.U64("chain", id => $"0x{id:x16}");
            reader.Varint("depth");
        }

        TargetKey? promise = flags.HasFlag(FrameFlags.Promise) ? TargetKey.OfPromise(reader.Varint("promise")) : null;
        if (flags.HasFlag(FrameFlags.Metadata)) ReadMetadata(reader);
        if (flags.HasFlag(FrameFlags.References)) ReadReferences(from, reader);
        string title = isRoot ? $"resolve {ReadResolution(from, reader, ordinal, promise)}" : Title(contract, operation, part, ordinal);
        _session.Begin(from, call, new NativeCall(operation, title));
        if (promise is { } result && !isRoot) _session.Bind(from, result, _session.ResultOf(operation));
        if (!isRoot) ReadBody(reader, operation?.Request, "request", flags.HasFlag(FrameFlags.Compressed));
        return $"REQUEST call {call} {title}";
    }

    private string ReadResponse(Side from, FieldReader reader, FrameFlags flags)
    {
        (ulong id, NativeCall? call) = ReadCall(reader, Flow.Opposite(from));
        if (flags.HasFlag(FrameFlags.Metadata)) ReadMetadata(reader);
        if (flags.HasFlag(FrameFlags.References)) ReadReferences(from, reader);
        // The promise of a resolution is its result.
        if (call?.Operation is not null || reader.Left > 0)
            ReadBody(reader, call?.Operation?.Response, "response", flags.HasFlag(FrameFlags.Compressed));
        _session.End(Flow.Opposite(from), id);
        return $"RESPONSE call {id} {call?.Title}".TrimEnd();
    }

    private string ReadFault(Side from, FieldReader reader, FaultFlags flags)
    {
        (ulong id, NativeCall? call) = ReadCall(reader, Flow.Opposite(from));
        var status = (RpcStatus)reader.U8("status", number => $"{(RpcStatus)number} ({number})");
        reader.U8("phase", number => $"{((RpcPhase)number).ToString().ToLowerInvariant()} ({number})");
        string message = reader.VarintText("message");
        if (flags.HasFlag(FaultFlags.Metadata)) ReadMetadata(reader);
        if (flags.HasFlag(FaultFlags.Declared))
        {
            string name = reader.VarintText("name");
            ReadBody(reader, call?.Operation?.Faults.GetValueOrDefault(name), "fault", isCompressed: false);
        }

        _session.End(Flow.Opposite(from), id);
        return $"FAULT call {id} {call?.Title}: {status}: {FieldText.Quote(message)}";
    }

    private string ReadItem(Side from, FieldReader reader, byte flags)
    {
        bool isOfCaller = (flags & (byte)StreamFlags.OfCaller) != 0;
        (ulong id, NativeCall? call) = ReadCall(reader, isOfCaller ? from : Flow.Opposite(from));
        if ((flags & (byte)FrameFlags.References) != 0) ReadReferences(from, reader);
        Shape? shape = isOfCaller ? call?.Operation?.Item : call?.Operation?.Response;
        ReadBody(reader, shape, "item", (flags & (byte)FrameFlags.Compressed) != 0);
        return $"ITEM call {id} {call?.Title}".TrimEnd();
    }

    private string ReadEnd(Side from, FieldReader reader, byte flags)
    {
        bool isOfCaller = (flags & (byte)StreamFlags.OfCaller) != 0;
        (ulong id, NativeCall? call) = ReadCall(reader, isOfCaller ? from : Flow.Opposite(from));
        if ((flags & (byte)FrameFlags.Metadata) != 0) ReadMetadata(reader);
        bool isStop = (flags & (byte)StreamFlags.Stop) != 0;
        if (!isOfCaller && !isStop) _session.End(Flow.Opposite(from), id);
        return $"END call {id} {call?.Title}".TrimEnd();
    }

    private string ReadCredit(Side from, FieldReader reader, byte flags)
    {
        bool isOfCaller = (flags & (byte)StreamFlags.OfCaller) != 0;
        (ulong id, NativeCall? call) = ReadCall(reader, isOfCaller ? from : Flow.Opposite(from));
        ulong octets = reader.Varint("octets");
        return $"CREDIT call {id} {call?.Title}: {octets} octets";
    }

    /// <summary>The body of the root's operations, which is the same in every format.</summary>
    private string ReadResolution(Side from, FieldReader reader, ulong ordinal, TargetKey? promise)
    {
        reader.Open("body", "resolution", length: reader.Left);
        if (ordinal == ResolveRequest.OfObject) ReadTarget(reader);
        string name = reader.VarintText("name");
        string contract = reader.VarintText("contract");
        ulong fingerprint = reader.U64("fingerprint", number => $"0x{number:x16}");
        string schema = reader.VarintText("schema");
        reader.Close();
        if (schema.Length > 0) _session.Contracts.Learn(schema);
        if (promise is { } target) _session.Bind(from, target, _session.Contracts.Find(contract, fingerprint));
        return FieldText.Plain(name.Length > 0 ? name : contract);
    }

    private void ReadBody(FieldReader reader, Shape? shape, string name, bool isCompressed)
    {
        if (!isCompressed)
        {
            _session.Format.Read(reader, shape, name);
            return;
        }

        ReadOnlySpan<byte> compressed = reader.Rest;
        byte[] room = new byte[MaxInflated];
        if (!BrotliDecoder.TryDecompress(compressed, room, out int written))
            throw new DissectionException($"the body is no Brotli stream of at most {MaxInflated} octets");
        Field field = reader.Leaf("body", "Brotli", compressed.Length, $"{written} octets of {_session.Format.Name}", name);
        FieldReader.Inflate(field, room.AsMemory(0, written), inner => _session.Format.Read(inner, shape, name));
    }

    private (ulong Id, NativeCall? Call) ReadCall(FieldReader reader, Side caller)
    {
        NativeCall? call = null;
        ulong id = reader.Varint("call", number =>
        {
            call = _session.Find(caller, number);
            return call is null ? number.ToString(CultureInfo.InvariantCulture) : $"{number}: {call.Title}";
        });
        return (id, call);
    }

    private static string Title(KnownContract? contract, KnownOperation? operation, ulong part, ulong ordinal) =>
        operation is not null ? FieldText.Plain(operation.ToString())
        : contract is not null ? $"{FieldText.Plain(contract.Name)}.#{part}.{ordinal}"
        : $"#{part}.{ordinal}";

    private static string PartName(KnownContract? contract, ulong index) =>
        contract is null ? "of an object whose contract is not known"
        : index == 0 ? FieldText.Plain(contract.Name)
        : index < (ulong)contract.Parts.Count && contract.Parts[(int)index] is [{ } first, ..] ? FieldText.Plain(first.Contract)
        : "no such contract";

    private static string RootName(ulong ordinal) => ordinal switch
    {
        ResolveRequest.OfName => "resolve a name",
        ResolveRequest.OfObject => "resolve an object",
        _ => "nothing that the root does",
    };

    private static int Clamp(ulong number) => (int)Math.Min(number, int.MaxValue);
}
