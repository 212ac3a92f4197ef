using System.Text.Json;
using RpcStack.Marshalling;
using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>That generated codecs, stubs and skeletons carry values, in every wire format.</summary>
public class RoundTripTests
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    public static TheoryData<WireFormat> Formats => [new MessagePackFormat(), new XdrFormat(), new ProtobufFormat()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_message_of_everything_comes_back_equal(WireFormat format)
    {
        Everything value = Samples.Everything;
        Everything copy = Wire.Copy<Everything, EverythingCodec>(format, value);
        Assert.Equal(JsonSerializer.Serialize(value, Json), JsonSerializer.Serialize(copy, Json));
        Assert.Equal(value.Figure, copy.Figure);
        Assert.Equal(value.Box, copy.Box);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Empty_values_come_back_empty_and_missing_ones_null(WireFormat format)
    {
        Everything copy = Wire.Copy<Everything, EverythingCodec>(format, new());
        Assert.Equal("", copy.Text);
        Assert.Null(copy.OptionalText);
        Assert.Null(copy.OptionalNumber);
        Assert.Null(copy.OptionalFigure);
        Assert.Empty(copy.Words);
        Assert.Empty(copy.Trees);
        Assert.Empty(copy.Longs);
        Assert.Null(copy.Box.Content);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_generic_message_holds_empty_text_as_it_holds_other_text(WireFormat format)
    {
        Assert.Equal(new("x"), Wire.Copy<Box<string>, BoxCodec<string, StringCodec>>(format, new("x")));
        Assert.Equal(new(""), Wire.Copy<Box<string>, BoxCodec<string, StringCodec>>(format, new("")));
        Assert.Equal(new(0), Wire.Copy<Box<int>, BoxCodec<int, Int32Codec>>(format, new(0)));
        Assert.Empty(Wire.Copy<Box<int[]>, BoxCodec<int[], ArrayCodec<int, Int32Codec>>>(format, new([])).Content);
        Assert.Null(
            Wire.Copy<Box<string?>, BoxCodec<string?, OptionalCodec<string, StringCodec>>>(format, new(null)).Content);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_fault_brings_its_fields_and_a_text_that_its_constructor_takes(WireFormat format)
    {
        Assert.Equal(3.5m, Wire.Copy<InsufficientFunds, InsufficientFundsCodec>(format, new(3.5m)).Missing);
        Assert.Equal("no", Wire.Copy<DivisionByZero, DivisionByZeroCodec>(format, new("no")).Message);
    }

    [Fact]
    public void A_case_that_the_union_does_not_list_is_not_encoded()
    {
        MarshalException error = Assert.Throws<MarshalException>(
            () => Wire.Encode<Figure>(new MessagePackFormat(), Marshaller<Figure, FigureCodec>.Instance, new Blob()));
        Assert.Contains("no case of RpcStack.TestContracts.Figure", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_missing_is_named()
    {
        // An empty array: every trailing field may be missing, and a message has no value for that.
        MarshalException error = Assert.Throws<MarshalException>(() => new MessagePackFormat().Decode(
            [0x90], Marshaller<Everything, EverythingCodec>.Instance, MarshallingLimits.Default));
        Assert.Contains("Everything.Range", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_with_gaps_stand_where_they_say()
    {
        byte[] bytes = Wire.Encode(
            new MessagePackFormat(),
            Marshaller<Settings, SettingsCodec>.Instance,
            new Settings { Name = "n", Level = 7, Tags = ["t"], Cookie = 1 });
        Assert.Equal([0x94, 0xa1, (byte)'n', 0xc0, 0x91, 0xa1, (byte)'t', 7], bytes);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_stub_reaches_an_object_through_its_skeleton(WireFormat format)
    {
        var channel = new Loopback<Calculator>(format, new());
        CalculatorSkeleton.Bind(channel.Binder);
        ICalculator calculator = channel.Get<ICalculator>();
        Assert.Equal(5, await calculator.AddAsync(2, 3));
        Assert.Equal(2.5, await calculator.DivideAsync(5, 2));
        await calculator.ResetAsync();
        await calculator.LogAsync("hello");
        Assert.Equal([0, 1, 2], await calculator.CountAsync(3).ToListAsync());
        Assert.Equal(6, await calculator.SumAsync(Calculator.Range(4)));
        Assert.Equal([0, 3, 6], await calculator.ScaleAsync(3, Calculator.Range(3)).ToListAsync());
    }

    [Fact]
    public async Task Namesakes_at_both_sides_of_a_diamond_are_two_operations()
    {
        var channel = new Loopback<Diamond>(new MessagePackFormat(), new());
        DerivedSkeleton.Bind(channel.Binder);
        IDerived derived = channel.Get<IDerived>();
        Assert.Equal(1, await ((IReadable)derived).SizeAsync());
        Assert.Equal(2, await ((IWritable)derived).SizeAsync());
        Assert.Equal("diamond", await derived.NameAsync());
        Assert.True(await derived.CloseAsync(true));
    }

    [Fact]
    public void Descriptors_say_what_the_contract_says()
    {
        Assert.Equal("RpcStack.TestContracts.Calculator", CalculatorOperations.Contract.Name);
        Assert.Equal(
            ["Add", "Divide", "Reset", "Log", "Count", "Sum", "Scale"],
            CalculatorOperations.Contract.Operations.Select(operation => operation.Name));
        Assert.Equal(
            [
                OperationKind.Unary, OperationKind.Unary, OperationKind.Unary, OperationKind.Unary,
                OperationKind.ServerStream, OperationKind.ClientStream, OperationKind.Duplex,
            ],
            CalculatorOperations.Contract.Operations.Select(operation => operation.Kind));
        Assert.Equal(OperationSemantics.Idempotent, CalculatorOperations.Add.Semantics);
        Assert.Equal(OperationSemantics.Oneway, CalculatorOperations.Log.Semantics);
        Assert.Equal("RpcStack.TestContracts.DivisionByZero", CalculatorOperations.Divide.Faults.Single().Name);
        Assert.Equal(
            ["left", "right"],
            ((MessageShape)CalculatorOperations.Add.RequestShape).Fields.Select(field => field.Name));
        Assert.All(
            EverythingOperations.Contract.Operations,
            operation => Assert.All(
                new[] { operation.RequestShape, operation.ResponseShape },
                shape => Assert.IsType<MessageShape>(shape)));
        Assert.Equal(
            ["Derived", "Readable", "Named", "Writable"],
            DerivedOperations.Contract.Contracts.Select(contract => contract.Name.Split('.')[^1]));
    }

    private sealed record Blob : Figure;
}
