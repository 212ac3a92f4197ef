using RpcStack.Marshalling;
using RpcStack.TestContracts.Xdr;
using RpcStack.Tests;
using Shape = RpcStack.TestContracts.Xdr.Shape;

namespace RpcStack.Generators.Tests;

/// <summary>
/// That the bytes of what <c>everything.x</c> declares are those of the C that rpcgen makes of it, both ways.
/// </summary>
public sealed class RpcgenTests : IDisposable
{
    private const string Headers = "/usr/include/tirpc/rpc/rpc.h";

    private static readonly string Contract =
        Path.Combine(TestFiles.Root, "tests/Contracts/RpcStack.TestContracts/Xdr/everything.x");

    private static readonly Scalars Numbers = new(
        -1, 4_000_000_000, -2, ulong.MaxValue, 1.5f, -2.25, true, -7, -300, 60_000, 200, -70_000, 7, Color.BLUE);

    private static readonly Arrays Lists = new(
        [1, 2, 3, 4, 5], [6, 7], "abc"u8.ToArray(), "name", "anything at all", [1, -2], [7, 8, 9],
        ["a", "", "abcdefgh"], [Color.GREEN, Color.RED]);

    private static readonly Node Items = new(1, new(2, null));

    private static readonly Holder All = new(
        Items,
        new Shape.Text(Color.BLUE, "blue"),
        [new Numbered.H([5, 4, 3, 2, 1]), new Numbered.Rest(6, new(2, null))],
        new Maybe.ValueArm(0.5),
        null,
        Lists);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rpcstack");

    public void Dispose() => _folder.Delete(recursive: true);

    [PeerFact("rpcgen", "gcc", Headers)]
    public async Task Every_construct_has_the_bytes_that_rpcgen_s_C_writes()
    {
        string output = await Peer.RunAsync(await BuildAsync(_folder.FullName), []);
        Assert.Equal(
            [
                Row<Scalars, ScalarsCodec>("scalars", Numbers),
                Row<Arrays, ArraysCodec>("arrays", Lists),
                Row<Node?, OptionalCodec<Node, NodeCodec>>("list", Items),
                Row<Shape, ShapeCodec>("shape", new Shape.Red(9)),
                Row<Shape, ShapeCodec>("shape", new Shape.Text(Color.BLUE, "blue")),
                Row<Shape, ShapeCodec>("shape", new Shape.Default((Color)77)),
                Row<Numbered, NumberedCodec>("numbered", new Numbered.CaseMinus2()),
                Row<Holder, HolderCodec>("holder", All),
                Row("find", EverythingProgV1Operations.EVERYTHING_FIND.Request, ("abc", -5)),
                Row("sum", EverythingProgV1Operations.EVERYTHING_SUM.Request, (Numbers, new Shape.Red(9), [1, 2, 3, 4, 5])),
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [PeerFact("rpcgen", "gcc", Headers)]
    public async Task Rpcgen_s_C_understands_every_construct()
    {
        string[] rows =
        [
            Row<Scalars, ScalarsCodec>("scalars", Numbers with { Flag = false, Tone = Color.GREEN }),
            Row<Arrays, ArraysCodec>("arrays", Lists with { Any = [], Numbers = [], Names = [], Free = "" }),
            Row<Node?, OptionalCodec<Node, NodeCodec>>("list", null),
            Row<Shape, ShapeCodec>("shape", new Shape.Text(Color.GREEN, "")),
            Row<Shape, ShapeCodec>("shape", new Shape.Default((Color)(-1))),
            Row<Numbered, NumberedCodec>("numbered", new Numbered.Rest(7, null!)),
            Row<Holder, HolderCodec>("holder", All with { Direct = Items, More = null, Flag = new Maybe.FALSE() }),
        ];
        string peer = await BuildAsync(_folder.FullName);
        string output = await Peer.RunAsync(peer, rows.SelectMany(row => row.Split(' ')));
        Assert.Equal(rows, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<string> BuildAsync(string folder)
    {
        string header = Path.Combine(folder, "everything.h");
        string routines = Path.Combine(folder, "everything_xdr.c");
        string peer = Path.Combine(folder, "peer");
        string main = Path.Combine(TestFiles.Here, "Xdr", "peer.c");
        // It names the header after the file that it is given.
        string copy = Path.Combine(folder, "everything.x");
        File.Copy(Contract, copy);
        await Peer.RunAsync("rpcgen", ["-C", "-N", "-h", "-o", header, copy]);
        await Peer.RunAsync("rpcgen", ["-C", "-N", "-c", "-o", routines, copy]);
        string text = await File.ReadAllTextAsync(routines);
        await File.WriteAllTextAsync(routines, text.Replace(copy[..^1] + "h", "everything.h", StringComparison.Ordinal));
        await Peer.RunAsync(
            "gcc", ["-w", "-I" + folder, "-I/usr/include/tirpc", main, routines, "-o", peer, "-ltirpc"]);
        return peer;
    }

    private static string Row<T, TCodec>(string name, T value) where TCodec : struct, ICodec<T> =>
        Row(name, Marshaller<T, TCodec>.Instance, value);

    private static string Row<T>(string name, Marshaller<T> marshaller, T value) =>
        $"{name} {Convert.ToHexStringLower(Wire.Encode(WireFormat.Xdr, marshaller, value))}";
}
