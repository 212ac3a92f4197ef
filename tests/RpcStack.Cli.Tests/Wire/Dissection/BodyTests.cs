using RpcStack.Cli.Idl;
using RpcStack.Cli.Tests.Idl;
using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Input;
using RpcStack.Marshalling;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Tests.Wire.Dissection;

/// <summary>The same value in three formats: other octets, and the same names and values.</summary>
public sealed class BodyTests
{
    private static readonly DnsAnswer Answer = new(
        DnsResponseCode.NoError,
        true,
        [new DnsRecord("a.example.", DnsRecordType.A, 300, "192.0.2.1"), new DnsRecord("a.example.", DnsRecordType.MX, 1, "10 mail.example.")],
        []);

    private static readonly Operation<(string, DnsRecordType), DnsAnswer> Lookup =
        (Operation<(string, DnsRecordType), DnsAnswer>)RpcStack.Cli.Calling.Contracts.All.First(contract => contract.Name.EndsWith("DnsLookup", StringComparison.Ordinal)).Operations[0];

    [Theory]
    [InlineData("MessagePack")]
    [InlineData("XDR")]
    [InlineData("protobuf")]
    public void The_contracts_names_are_at_their_octets_in_every_format(string format)
    {
        (byte[] bytes, Message message) = Read(format, Lookup.Response, Answer, "response");

        Dissected.MustCover([message]);
        Assert.Empty(Dissected.Problems([message]));
        Assert.Equal(
            [
                "response.Answers[0].Data=\"192.0.2.1\"", "response.Answers[0].Name=\"a.example.\"", "response.Answers[0].TimeToLive=300",
                "response.Answers[0].Type=A (1)", "response.Answers[1].Data=\"10 mail.example.\"", "response.Answers[1].Name=\"a.example.\"",
                "response.Answers[1].TimeToLive=1", "response.Answers[1].Type=MX (15)", "response.IsAuthoritative=true",
            ],
            Dissected.All(message.Root)
                .Where(field => field.Contract is not null && field.Value is not null && !field.Value.EndsWith("elements", StringComparison.Ordinal))
                .Select(field => $"{field.Contract}={field.Value}")
                .Where(text => !text.StartsWith("response.Code", StringComparison.Ordinal)) // protobuf leaves a zero out
                .Order(StringComparer.Ordinal));
        Field data = Dissected.All(message.Root).First(field => field.Contract == "response.Answers[0].Data");
        Assert.Contains("3139322E302E322E31", Convert.ToHexString(bytes.AsSpan(data.Offset, data.Length)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MessagePack")]
    [InlineData("XDR")]
    [InlineData("protobuf")]
    public void A_body_that_ends_early_shows_what_there_was_and_says_where_it_ends(string format)
    {
        (byte[] bytes, _) = Read(format, Lookup.Response, Answer, "response");

        for (int length = 0; length < bytes.Length; length++)
        {
            Message message = BodyInput.Read(bytes.AsMemory(0, length), Find(format), Lookup.ResponseShape, "response");
            Dissected.MustCover([message]);
            // Protobuf's fields may all be left out, so a body may end behind any of them.
            if (format != "protobuf") Assert.NotEmpty(Dissected.Problems([message]));
        }
    }

    [Theory]
    [InlineData("MessagePack")]
    [InlineData("XDR")]
    [InlineData("protobuf")]
    public void Every_type_of_a_contract_is_understood(string format)
    {
        var values = new RandomJson(seed: 4711);
        int count = 0;
        foreach (SourceContract contract in AssemblyContracts.Read(Idl.Contracts.Assembly))
            foreach (Operation operation in contract.Descriptor!.Operations)
                count += operation.Accept(new RandomBodies(values, format));
        Assert.InRange(count, 100, int.MaxValue);
    }

    private static BodyFormat Find(string format) =>
        new[] { BodyFormat.MessagePack, BodyFormat.Xdr, BodyFormat.Protobuf }.Single(one => one.Name == format);

    private static (byte[] Bytes, Message Message) Read<T>(string format, Marshaller<T> marshaller, T value, string part)
    {
        WireFormat wire = Enumerable.Range(1, 3).Select(id => WireFormat.ById((byte)id)!).First(one => BodyFormat.ById(one.Id)!.Name == format);
        using var writer = new ByteWriter();
        wire.Encode(writer, marshaller, value);
        byte[] bytes = writer.Written.ToArray();
        return (bytes, BodyInput.Read(bytes, Find(format), marshaller.Shape, part));
    }

    /// <summary>Makes up requests and results, and reads their octets in a format.</summary>
    private sealed class RandomBodies(RandomJson values, string format) : IOperationVisitor<int>
    {
        public int Visit<TRequest, TResponse>(Operation<TRequest, TResponse> operation) =>
            Try(operation.Request, "request") + Try(operation.Response, "response");

        public int Visit<TRequest, TItem, TResponse>(Operation<TRequest, TItem, TResponse> operation) =>
            Try(operation.Request, "request") + Try(operation.Item, "item") + Try(operation.Response, "response");

        private int Try<T>(Marshaller<T> marshaller, string part)
        {
            int count = 0;
            for (int i = 0; i < 20; i++)
            {
                try
                {
                    T value = JsonFormat.Instance.Decode(System.Text.Encoding.UTF8.GetBytes(values.Of(marshaller.Shape)), marshaller, MarshallingLimits.Default);
                    (_, Message message) = Read(format, marshaller, value, part);
                    Dissected.MustCover([message]);
                    Assert.Empty(Dissected.Problems([message]));
                    count++;
                }
                catch (Exception e) when (e is MarshalException or NotSupportedException)
                {
                    // Made up without regard for bounds, or what the format, or JSON, cannot say.
                }
            }

            return count;
        }
    }
}
