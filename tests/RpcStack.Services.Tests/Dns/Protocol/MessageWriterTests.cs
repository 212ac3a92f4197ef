using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns.Protocol;

public sealed class MessageWriterTests
{
    private static readonly DomainName Www = DomainName.Parse("www.example.org");

    [Fact]
    public void After_going_back_no_pointer_leads_to_what_was_there()
    {
        byte[] buffer = new byte[100];
        var writer = new MessageWriter(buffer, new CompressionTable());
        int start = writer.Position;
        writer.WriteName(Www.Wire);
        writer.Rewind(start);
        writer.WriteName(Www.Wire);
        writer.WriteName(Www.Wire);
        Assert.Equal(
            "03777777076578616d706c65036f726700" + "c00c",
            Convert.ToHexStringLower(buffer.AsSpan(start, writer.Position - start)));
    }

    [Fact]
    public void What_does_not_fit_is_not_written_until_there_is_room_again()
    {
        byte[] buffer = new byte[DnsHeader.Size + 20];
        var writer = new MessageWriter(buffer, new CompressionTable());
        writer.Reserve(3);
        writer.WriteName(Www.Wire);
        int end = writer.Position;
        Assert.False(writer.IsOverflowed);

        writer.WriteName(DomainName.Parse("example.net").Wire);
        writer.WriteUInt16(0xFFFF);
        Assert.True(writer.IsOverflowed);
        Assert.Equal(end, writer.Position);
        Assert.Equal("000000", Convert.ToHexStringLower(buffer.AsSpan(end)));

        writer.Rewind(end);
        writer.Reserve(-3);
        writer.WriteName(Www.Wire);
        Assert.False(writer.IsOverflowed);
        Assert.Equal("c00c00", Convert.ToHexStringLower(buffer.AsSpan(end)));
    }
}
