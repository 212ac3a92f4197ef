using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RpcStack.Grpc.Tests.Calls;
using RpcStack.Marshalling;
using WireFormat = RpcStack.Marshalling.WireFormat;

namespace RpcStack.Grpc.Tests.Protoc;

public sealed class ProtocMessageTests
{
    private static readonly Marshaller<Letter> Letters = Marshaller<Letter, ProtocCodec<Letter>>.Instance;

    private static Letter Sample => new()
    {
        To = "Ann",
        Pages = { -1, 2, 300 },
        Stamps = { ["red"] = 5 },
        Scan = ByteString.CopyFrom(1, 2, 3),
        Weight = 0,
        Enclosed = new Letter { Text = "" },
        Sent = Timestamp.FromDateTime(new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc)),
    };

    [Fact]
    public async Task Messages_of_protoc_are_parameters_results_items_and_fields()
    {
        await using var stack = new GrpcStack();
        stack.Map<IPostOffice>(new PostOffice());
        await stack.StartAsync();
        IPostOffice office = stack.Client.Get<IPostOffice>();

        Letter sent = Sample;
        Letter forwarded = await office.ForwardAsync(sent, "Bob");
        sent.To = "Bob";
        Assert.Equal(sent, forwarded);

        Bundle bundle = await office.BundleAsync([Sample, new Letter()], null);
        Assert.Null(bundle.First);
        Assert.Equal([Sample, new Letter()], bundle.Rest);
        Assert.Equal(new Letter(), bundle.Last);

        int copies = 0;
        await foreach (Letter copy in office.CopyAsync(Sample, 3)) copies += copy.Equals(Sample) ? 1 : 0;
        Assert.Equal(3, copies);
    }

    [Fact]
    public void The_octets_are_those_of_google_protobuf_and_unknown_fields_stay()
    {
        byte[] octets = [.. Sample.ToByteArray(), 0xf8, 0x3f, 1];
        Letter read = WireFormat.Protobuf.Decode(octets, Letters, MarshallingLimits.Default);
        using var writer = new ByteWriter();
        WireFormat.Protobuf.Encode(writer, Letters, read);
        Assert.Equal(octets, writer.Written);
    }

    [Fact]
    public void What_is_no_message_is_refused()
    {
        MarshalException error = Assert.Throws<MarshalException>(
            () => WireFormat.Protobuf.Decode([0x0a, 200, 1], Letters, MarshallingLimits.Default));
        Assert.Contains("Letter", error.Message, StringComparison.Ordinal);
        Assert.Throws<MarshalException>(
            () => WireFormat.Protobuf.Decode(Sample.ToByteArray(), Letters, new MarshallingLimits { MaxAllocation = 10 }));
    }

    [Fact]
    public void Other_formats_say_that_they_cannot()
    {
        using var writer = new ByteWriter();
        MarshalException error = Assert.Throws<MarshalException>(() => WireFormat.MessagePack.Encode(writer, Letters, Sample));
        Assert.Contains("only protobuf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contracts_text_has_their_fields()
    {
        string text = Schema<IPostOffice>().Text;
        Assert.Contains("message letters.Letter\n  0 to string\n  1 pages list<int32>\n  2 stamps map<string, uint64>\n", text, StringComparison.Ordinal);
        Assert.Contains("  20 enclosed letters.Letter?\n", text, StringComparison.Ordinal);
    }

    private static ContractSchema Schema<T>() where T : class, IContract<T> => T.Descriptor.Schema;

    private sealed class PostOffice : IPostOffice
    {
        public ValueTask<Letter> ForwardAsync(Letter letter, string to, CancellationToken cancel)
        {
            letter.To = to;
            return new(letter);
        }

        public ValueTask<Bundle> BundleAsync(IReadOnlyList<Letter> letters, Letter? first, CancellationToken cancel) =>
            new(new Bundle(first, letters, letters[^1]));

        public async IAsyncEnumerable<Letter> CopyAsync(
            Letter letter, int times, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            for (int i = 0; i < times; i++)
            {
                await Task.Yield();
                yield return letter;
            }
        }
    }
}
