using System.Net;
using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Input;

/// <summary>Reads octets that are one body, as an exercise has them.</summary>
internal static class BodyInput
{
    /// <summary>Reads a body.</summary>
    /// <param name="file">A hex dump.</param>
    /// <param name="text"><c>FORMAT</c>, or <c>FORMAT:SERVICE.METHOD:PART</c>.</param>
    /// <param name="contracts">Where the operation is looked up.</param>
    /// <exception cref="CliException">That is no body, or the file is no hex dump.</exception>
    public static Message Read(Stream file, string text, ContractCatalogue contracts)
    {
        string[] parts = text.Split(':');
        BodyFormat format = Find(parts[0]);
        string part = parts.Length > 2 ? parts[2] : "request";
        Shape? shape = parts.Length == 1 ? null : ShapeOf(Operation(parts[1], contracts), part);
        using var reader = new StreamReader(file);
        byte[] bytes = [.. HexDump.Read(reader.ReadToEnd()).SelectMany(piece => piece.Bytes)];
        return Read(bytes, format, shape, part);
    }

    /// <summary>Takes a body apart.</summary>
    public static Message Read(ReadOnlyMemory<byte> bytes, BodyFormat format, Shape? shape, string part)
    {
        var nowhere = new IPEndPoint(IPAddress.Any, 0);
        Field root = FieldReader.Read(bytes, format.Name, inner => format.Read(inner, shape, part));
        var flow = new Flow(1, FlowTransport.Tcp, nowhere, nowhere);
        Side side = part == "response" ? Side.Server : Side.Client;
        return new Message(flow, side, 0, 0, format.Name, root.Problem is null ? part : $"{part}, malformed: {root.Problem}", bytes, root);
    }

    private static BodyFormat Find(string name) => name.ToUpperInvariant() switch
    {
        "MESSAGEPACK" or "MSGPACK" => BodyFormat.MessagePack,
        "XDR" => BodyFormat.Xdr,
        "PROTOBUF" => BodyFormat.Protobuf,
        _ => throw new CliException($"'{name}' is no format; there are messagepack, xdr and protobuf", ExitCode.Usage),
    };

    private static KnownOperation Operation(string name, ContractCatalogue contracts)
    {
        KnownOperation[] all = [.. contracts.All.SelectMany(contract => contract.Operations)];
        return all.FirstOrDefault(operation => ("." + operation).EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CliException(string.Join("\n  ", [$"'{name}' is no operation; there are:", .. all.Select(one => one.ToString())]), ExitCode.Usage);
    }

    private static Shape? ShapeOf(KnownOperation operation, string part) => part switch
    {
        "request" => operation.Request,
        "response" => operation.Response,
        "item" => operation.Item ?? operation.Response,
        _ => operation.Faults.FirstOrDefault(fault => fault.Key.EndsWith(part, StringComparison.Ordinal)).Value
            ?? throw new CliException($"'{part}' is no part of {operation}; there are request, response, item, and the names of its faults", ExitCode.Usage),
    };
}
