using System.Buffers.Binary;
using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.OncRpc;

/// <summary>ONC RPC version 2 (RFC 5531): calls and replies, in datagrams or in records of fragments.</summary>
internal sealed class OncRpcDissector(ContractCatalogue contracts, FlowTransport transport) : Dissector
{
    private const uint LastFragment = 0x8000_0000;
    private const int MaxOpen = 10_000;
    private const uint Call = 0;
    private const uint AuthSys = 1;

    private readonly Dictionary<(Side Caller, uint Xid), (KnownOperation? Operation, string Title)> _calls = [];

    public override string Protocol => "onc-rpc";

    /// <summary>Whether a message may be a call (RFC 5531 §9), behind the mark of its record if it has one.</summary>
    public static bool IsCall(ReadOnlySpan<byte> bytes, bool isMarked)
    {
        if (isMarked && (bytes.Length < 4 || (bytes[0] & 0x80) == 0)) return false;
        ReadOnlySpan<byte> message = isMarked ? bytes[4..] : bytes;
        return message.Length >= 24
            && BinaryPrimitives.ReadUInt32BigEndian(message[4..]) == Call
            && BinaryPrimitives.ReadUInt32BigEndian(message[8..]) == 2
            && (!isMarked || (BinaryPrimitives.ReadUInt32BigEndian(bytes) & ~LastFragment) >= 24);
    }

    public override long Measure(Side from, ReadOnlySpan<byte> bytes)
    {
        if (transport == FlowTransport.Udp) return bytes.Length;
        long length = 0;
        while (bytes.Length >= length + 4)
        {
            uint mark = BinaryPrimitives.ReadUInt32BigEndian(bytes[(int)length..]);
            length += 4 + (mark & ~LastFragment);
            if ((mark & LastFragment) != 0 || length > MaxMessage) return length;
        }

        return 0;
    }

    public override string Read(Side from, FieldReader reader)
    {
        if (transport == FlowTransport.Udp) return ReadMessage(from, reader);
        uint mark = reader.U32("record mark", Describe);
        if ((mark & LastFragment) != 0) return ReadMessage(from, reader);
        // Several fragments have no message that lies in one piece; the pieces are shown, and read put together.
        byte[] whole = [.. Fragments(reader, (int)mark)];
        string title = "";
        Field field = reader.Last;
        FieldReader.Inflate(field, whole, inner => title = ReadMessage(from, inner));
        return title;
    }

    private static List<byte> Fragments(FieldReader reader, int length)
    {
        List<byte> whole = [];
        for (bool isLast = false; ;)
        {
            whole.AddRange(reader.Rest[..reader.Length((ulong)length, "fragment")]);
            if (length > 0 || isLast) reader.Octets("fragment", length);
            if (isLast) return whole;
            uint mark = reader.U32("record mark", Describe);
            isLast = (mark & LastFragment) != 0;
            length = (int)(mark & ~LastFragment);
        }
    }

    private static string Describe(uint mark) => $"{mark & ~LastFragment} octets, {((mark & LastFragment) != 0 ? "the last" : "not the last")} fragment";

    private string ReadMessage(Side from, FieldReader reader)
    {
        uint xid = reader.U32("xid", id => $"0x{id:x8}");
        uint kind = reader.U32("message type", type => type == Call ? "CALL (0)" : type == 1 ? "REPLY (1)" : $"{type}");
        return kind switch
        {
            Call => ReadCall(from, reader, xid),
            1 => ReadReply(from, reader, xid),
            _ => throw new DissectionException($"{kind} is neither CALL nor REPLY"),
        };
    }

    private string ReadCall(Side from, FieldReader reader, uint xid)
    {
        reader.U32("rpc version");
        uint program = reader.U32("program", number => OncPrograms.NameOf(number) is { } name ? $"{number}: {name}" : $"{number} (0x{number:x})");
        uint version = reader.U32("version");
        KnownContract? contract = contracts.Find(new OncProgram(program, version)) ?? OncPrograms.Find(program, version);
        KnownOperation? operation = null;
        uint procedure = reader.U32("procedure", number =>
        {
            operation = contract?.Operations.FirstOrDefault(one => one.Ordinal == number);
            return $"{number}: {(number == 0 ? "NULL" : operation?.Name ?? "an operation of unknown name")}";
        });
        ReadAuth(reader, "credential");
        ReadAuth(reader, "verifier");
        string title = operation is not null ? FieldText.Plain(operation.ToString())
            : $"{contract?.Name ?? $"program {program} version {version}"}.{(procedure == 0 ? "NULL" : $"#{procedure}")}";
        if (_calls.Count < MaxOpen) _calls[(from, xid)] = (operation, title);
        if (operation is not null || reader.Left > 0) BodyFormat.Xdr.Read(reader, operation?.Request, "request");
        return $"CALL {title}";
    }

    private string ReadReply(Side from, FieldReader reader, uint xid)
    {
        _calls.Remove((Flow.Opposite(from), xid), out (KnownOperation? Operation, string Title) call);
        uint state = reader.U32("reply state", number => number == 0 ? "MSG_ACCEPTED (0)" : $"MSG_DENIED ({number})");
        if (state != 0) return $"REPLY {call.Title}: {ReadRefusal(reader)}";
        ReadAuth(reader, "verifier");
        uint status = reader.U32("accept state", number => $"{AcceptText(number)} ({number})");
        if (status == 2)
        {
            reader.U32("lowest version");
            reader.U32("highest version");
        }

        if (status == 0 && (call.Operation is not null || reader.Left > 0))
            BodyFormat.Xdr.Read(reader, call.Operation?.Response, "response");
        return $"REPLY {call.Title}{(status == 0 ? "" : $": {AcceptText(status)}")}";
    }

    private static string ReadRefusal(FieldReader reader)
    {
        uint why = reader.U32("reject state", number => number == 0 ? "RPC_MISMATCH (0)" : $"AUTH_ERROR ({number})");
        if (why == 0)
        {
            reader.U32("lowest version");
            reader.U32("highest version");
            return "RPC_MISMATCH";
        }

        uint state = reader.U32("authentication state");
        return $"AUTH_ERROR {state}";
    }

    /// <summary>Who calls (RFC 5531 §8.2): a flavour and its octets, which for AUTH_SYS (appendix A) have a meaning.</summary>
    private static void ReadAuth(FieldReader reader, string name)
    {
        Field field = reader.Open(name, "opaque_auth");
        uint flavour = reader.U32("flavour", number => AuthText(number));
        int length = reader.Length(reader.U32("length"), name);
        if (flavour == AuthSys && length > 0)
        {
            reader.Open("body", "authsys_parms", length: length);
            XdrBody.ReadValue(reader, OncPrograms.AuthSysParameters, "parameters", $"{name}.body");
            reader.Close();
        }
        else if (length > 0)
        {
            reader.Octets("body", length);
        }

        int padding = -length & 3;
        if (padding > 0) reader.Octets("padding", padding);
        field.Value = AuthText(flavour);
        reader.Close();
    }

    private static string AuthText(uint flavour) => flavour switch
    {
        0 => "AUTH_NONE (0)",
        AuthSys => "AUTH_SYS (1)",
        2 => "AUTH_SHORT (2)",
        6 => "RPCSEC_GSS (6)",
        7 => "AUTH_TLS (7)",
        _ => $"flavour {flavour}",
    };

    private static string AcceptText(uint status) => status switch
    {
        0 => "SUCCESS",
        1 => "PROG_UNAVAIL",
        2 => "PROG_MISMATCH",
        3 => "PROC_UNAVAIL",
        4 => "GARBAGE_ARGS",
        5 => "SYSTEM_ERR",
        _ => "unknown",
    };
}
