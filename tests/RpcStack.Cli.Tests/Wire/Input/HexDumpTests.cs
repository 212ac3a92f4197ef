using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Input;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Wire.Input;

public sealed class HexDumpTests
{
    private static readonly byte[] Octets = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 7))];

    public static TheoryData<string> Dumps => new(
        Convert.ToHexString(Octets),
        Convert.ToHexStringLower(Octets),
        string.Join(' ', Octets.Select(octet => octet.ToString("x2"))),
        string.Join(':', Octets.Select(octet => octet.ToString("X2"))),
        "# a remark\n" + string.Join(", ", Octets.Select(octet => $"0x{octet:x2}")) + "\n\n",
        string.Join('\n', Octets.Chunk(16).Select((row, i) => $"{i * 16:x4}   {string.Join(' ', row.Select(octet => octet.ToString("x2")))}   ab cd ef")),
        string.Join('\n', Octets.Chunk(16).Select((row, i) => $"{i * 16:x4} {string.Join(' ', row.Select(octet => octet.ToString("x2")))}")));

    [Theory]
    [MemberData(nameof(Dumps))]
    public void Octets_are_read_as_people_write_them(string dump) =>
        Assert.Equal(Octets, Assert.Single(HexDump.Read(dump)).Bytes);

    [PeerTheory("xxd")]
    [InlineData("")]
    [InlineData("-p")]
    [InlineData("-c 8")]
    [InlineData("-g 1")]
    [InlineData("-u")]
    public async Task Octets_are_read_as_xxd_writes_them(string option)
    {
        string path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Octets);
        string dump = await Peer.RunAsync("xxd", [.. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), path]);
        File.Delete(path);

        Assert.Equal(Octets, Assert.Single(HexDump.Read(dump)).Bytes);
    }

    [Fact]
    public void Octets_are_read_as_hexdump_writes_them()
    {
        const string Dump = """
            00000000  0e 02 02 0a 03 00 00 e0  d4 03 91 a3 41 64 61 0a  |............Ada.|
            00000010  61 62 63 64 65 66 67 68                           |abcdefgh|
            00000018
            """;

        Assert.Equal("0E02020A030000E0D40391A34164610A6162636465666768", Convert.ToHexString(Assert.Single(HexDump.Read(Dump)).Bytes));
    }

    [Fact]
    public void A_followed_stream_has_two_sides()
    {
        const string Dump = """
            00000000  0e 02 02 0a 03 00 00 e0  d4 03 91 a3 41 64 61      ........ ....Ada
                00000000  03 03 00 02                                        ....
            0000000F  0b 05                                              ..
            """;

        Assert.Equal(
            [(Side.Client, "0E02020A030000E0D40391A3416461"), (Side.Server, "03030002"), (Side.Client, "0B05")],
            HexDump.Read(Dump).Select(piece => (piece.From, Convert.ToHexString(piece.Bytes))));
    }

    [Theory]
    [InlineData("0e 02 xy", "line 1: '0e 02 xy' is no hexadecimal")]
    [InlineData("0e\n0e 0", "line 2: '0e 0' is no hexadecimal")]
    public void What_is_no_dump_is_refused_with_its_line(string dump, string message) =>
        Assert.Equal(message, Assert.Throws<CliException>(() => HexDump.Read(dump)).Message);
}
