using RpcStack.Cli.Wire.Contracts;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.OncRpc;

/// <summary>The program that every host with ONC RPC has: the port mapper (RFC 1833 §3), which says where the others are.</summary>
internal static class OncPrograms
{
    private const uint PortMapper = 100_000;

    private static readonly Shape Unsigned = new ScalarShape(ScalarKind.UInt32);

    private static readonly MessageShape Mapping = Struct("mapping", "prog", "vers", "prot", "port");

    private static readonly MessageShape Nothing = new("");

    /// <summary>What AUTH_SYS says of a caller (RFC 5531 appendix A).</summary>
    public static MessageShape AuthSysParameters { get; } = new(
        "authsys_parms",
        Field(0, "stamp", Unsigned),
        Field(1, "machinename", new ScalarShape(ScalarKind.String, Bound.AtMost(255))),
        Field(2, "uid", Unsigned),
        Field(3, "gid", Unsigned),
        Field(4, "gids", new ListShape(Unsigned, Bound.AtMost(16))));

    private static readonly KnownContract PortMapperV2 = new("pmap", 0, new OncProgram(PortMapper, 2))
    {
        Parts =
        [
            [
                Operation(0, "NULL", Nothing, Nothing),
                Operation(1, "SET", Mapping, Result(new ScalarShape(ScalarKind.Boolean))),
                Operation(2, "UNSET", Mapping, Result(new ScalarShape(ScalarKind.Boolean))),
                Operation(3, "GETPORT", Mapping, Result(Unsigned)),
                Operation(4, "DUMP", Nothing, Result(new OptionalShape(Entry()))),
            ],
        ],
    };

    public static string? NameOf(uint program) => program == PortMapper ? "portmapper" : null;

    public static KnownContract? Find(uint program, uint version) =>
        program == PortMapper && version == 2 ? PortMapperV2 : null;

    private static MessageShape Entry()
    {
        MessageShape? entry = null;
        entry = new("pmaplist", Field(0, "map", Mapping), new FieldShape(1, "next", () => new OptionalShape(entry!)));
        return entry;
    }

    private static MessageShape Struct(string name, params string[] fields) =>
        new(name, [.. fields.Select((field, i) => Field(i, field, Unsigned))]);

    private static MessageShape Result(Shape shape) => new("", Field(0, "value", shape));

    private static FieldShape Field(int number, string name, Shape shape) => new(number, name, () => shape);

    private static KnownOperation Operation(int number, string name, Shape request, Shape response) =>
        new("pmap", number, name, OperationKind.Unary) { Request = request, Response = response };
}
