using RpcStack.Marshalling;
using RpcStack.TestContracts.Xdr;
using Shape = RpcStack.TestContracts.Xdr.Shape;
using Twin = RpcStack.TestContracts.Twin;

namespace RpcStack.Generators.Tests;

/// <summary>That a contract in C# and the same in <c>.x</c> have the same bytes and the same operations.</summary>
public class XdrTwinTests
{
    [Fact]
    public void Messages_have_the_same_bytes()
    {
        AssertSame<Arrays, ArraysCodec, Twin.Arrays, Twin.ArraysCodec>(
            new([1, 2, 3, 4, 5], [6], [], "ä", "free", [1], [1, 2, 3], ["x"], [Color.RED, Color.BLUE]),
            new([1, 2, 3, 4, 5], [6], [], "ä", "free", [1], [1, 2, 3], ["x"], [Color.RED, Color.BLUE]));
        AssertSame<Node, NodeCodec, Twin.Node, Twin.NodeCodec>(new(1, new(2, null)), new(1, new(2, null)));
    }

    [Fact]
    public void Unions_have_the_same_bytes()
    {
        AssertSame<Shape, ShapeCodec, Twin.Shape, Twin.ShapeCodec>(new Shape.Red(3), new Twin.Red(3));
        AssertSame<Shape, ShapeCodec, Twin.Shape, Twin.ShapeCodec>(
            new Shape.Text(Color.GREEN, "t"), new Twin.Text(Color.GREEN, "t"));
        AssertSame<Shape, ShapeCodec, Twin.Shape, Twin.ShapeCodec>(
            new Shape.Default((Color)9), new Twin.Nothing((Color)9));
    }

    [Fact]
    public void Operations_have_the_same_numbers_and_bytes()
    {
        ContractDescriptor contract = EverythingProgV1Operations.Contract;
        Assert.Equal("EVERYTHING_PROG.EVERYTHING_VERS", contract.Name);
        Assert.Equal(Twin.TwinOperations.Contract.OncProgram, contract.OncProgram);
        Assert.Equal([1, 2, 4, 5], contract.Operations.Select(operation => operation.Ordinal));
        Assert.Equal("EVERYTHING_FIND", EverythingProgV1Operations.EVERYTHING_FIND.Name);
        Assert.Equal(
            Wire.Encode(WireFormat.Xdr, Twin.TwinOperations.Find.Request, ("n", 1)),
            Wire.Encode(WireFormat.Xdr, EverythingProgV1Operations.EVERYTHING_FIND.Request, ("n", 1)));
        Assert.Equal(
            Wire.Encode(WireFormat.Xdr, Twin.TwinOperations.Find.Response, new(1, null)),
            Wire.Encode(WireFormat.Xdr, EverythingProgV1Operations.EVERYTHING_FIND.Response, new(1, null)));
        Assert.Equal(
            Wire.Encode(WireFormat.Xdr, Twin.TwinOperations.Log.Request, "line"),
            Wire.Encode(WireFormat.Xdr, EverythingProgV1Operations.EVERYTHING_LOG.Request, "line"));
    }

    private static void AssertSame<T, TCodec, TTwin, TTwinCodec>(T value, TTwin twin)
        where TCodec : struct, ICodec<T>
        where TTwinCodec : struct, ICodec<TTwin>
    {
        byte[] bytes = Wire.Encode(WireFormat.Xdr, Marshaller<T, TCodec>.Instance, value);
        Assert.Equal(Wire.Encode(WireFormat.Xdr, Marshaller<TTwin, TTwinCodec>.Instance, twin), bytes);
        Assert.Equal(
            Wire.Encode(WireFormat.MessagePack, Marshaller<TTwin, TTwinCodec>.Instance, twin),
            Wire.Encode(WireFormat.MessagePack, Marshaller<T, TCodec>.Instance, value));
    }
}
