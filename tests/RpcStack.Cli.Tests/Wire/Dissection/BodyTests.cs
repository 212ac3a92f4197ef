using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Input;
using RpcStack.Marshalling;
using RpcStack.Services.Dns;
using RpcStack.Services.Files;

namespace RpcStack.Cli.Tests.Wire.Dissection;

/// <summary>The same value in three formats: other octets, and the same names and values.</summary>
public sealed class BodyTests
{
    private static readonly DnsAnswer Answer = new()
    {
        Code = DnsResponseCode.NoError,
        IsAuthoritative = true,
        Answers =
        [
            new DnsRecord { Name = "a.example.", Type = DnsRecordType.A, TimeToLive = 300, Data = "192.0.2.1" },
            new DnsRecord { Name = "a.example.", Type = DnsRecordType.MX, TimeToLive = 1, Data = "10 mail.example." },
        ],
        Authorities = [],
    };

    [Theory]
    [InlineData("MessagePack")]
    [InlineData("XDR")]
    [InlineData("protobuf")]
    public void The_contracts_names_are_at_their_octets_in_every_format(string format)
    {
        var operation = (Operation<(string, DnsRecordType), DnsAnswer>)DnsLookup.Descriptor.Operations[0];
        (byte[] bytes, Message message) = Read(format, operation.Response, Answer, "response");

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
        var operation = (Operation<(string, DnsRecordType), DnsAnswer>)DnsLookup.Descriptor.Operations[0];
        (byte[] bytes, _) = Read(format, operation.Response, Answer, "response");

        for (int length = 0; length < bytes.Length; length++)
        {
            Message message = BodyInput.Read(bytes.AsMemory(0, length), Find(format), operation.ResponseShape, "response");
            Dissected.MustCover([message]);
            // Protobuf's fields may all be left out, so a body may end behind any of them.
            if (format != "protobuf") Assert.NotEmpty(Dissected.Problems([message]));
        }
    }

    private static ContractDescriptor DnsLookup_ => RpcStack.Cli.Calling.Contracts.All[0];

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
}
