using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Tests.Wire;

public sealed class WireTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text, ~!", "plain text, ~!")]
    [InlineData("100 %", "100 %25")]
    [InlineData("größer\n", "gr%C3%B6%C3%9Fer%0A")]
    public void A_status_message_is_percent_encoded(string text, string wire)
    {
        Assert.Equal(wire, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(wire));
    }

    [Theory]
    [InlineData("100 %", "100 %")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("%c3%b6", "ö")]
    public void A_status_message_that_is_malformed_stays_as_it_came(string wire, string text) =>
        Assert.Equal(text, PercentEncoding.Decode(wire));

    [Fact]
    public void A_long_status_message_is_cut() => Assert.EndsWith("aaa%E2%80%A6", PercentEncoding.Encode(new string('a', 5000)));

    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3000)]
    [InlineData("250m", 250)]
    [InlineData("5000u", 5)]
    [InlineData("7000000n", 7)]
    [InlineData("0m", 0)]
    [InlineData("99999999H", int.MaxValue)]
    public void A_timeout_has_a_unit(string wire, double milliseconds)
    {
        Assert.True(GrpcTimeout.TryParse(wire, out TimeSpan time));
        Assert.Equal(milliseconds, time.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("m")]
    [InlineData("-1m")]
    [InlineData("1 m")]
    [InlineData("1x")]
    [InlineData("123456789m")]
    public void A_timeout_that_is_malformed_is_none(string wire) => Assert.False(GrpcTimeout.TryParse(wire, out _));

    [Theory]
    [InlineData(0, "0m")]
    [InlineData(0.2, "1m")]
    [InlineData(30_000, "30000m")]
    [InlineData(100_000_000, "100000S")]
    public void A_timeout_is_written_in_milliseconds_where_they_fit(double milliseconds, string wire) =>
        Assert.Equal(wire, GrpcTimeout.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData("tag", "blue", "tag", "blue")]
    [InlineData("tag", "größer", "tag.utf-8-bin", "Z3LDtsOfZXI=")]
    [InlineData("tag", " padded ", "tag.utf-8-bin", "IHBhZGRlZCA=")]
    [InlineData("key-bin", "AAEC", "key-bin", "AAEC")]
    public void Metadata_is_printable_ascii_or_octets(string name, string value, string header, string wire)
    {
        Assert.Equal(new(header, wire), MetadataHeaders.Write(new(name, value)));
        Metadata read = [];
        MetadataHeaders.Read(header, [wire], read);
        Assert.Equal([new(name, value)], read);
    }

    [Fact]
    public void Octets_come_without_padding_and_several_at_a_time()
    {
        Metadata read = [];
        MetadataHeaders.Read("tag.utf-8-bin", ["YQ,YmI=", "not base64!"], read);
        Assert.Equal([new("tag", "a"), new("tag", "bb")], read);
    }

    [Theory]
    [InlineData("grpc-status", "0")]
    [InlineData("te", "trailers")]
    [InlineData("content-type", "text/plain")]
    [InlineData("key-bin", "not base64!")]
    public void Metadata_that_is_not_the_users_to_set_is_refused(string name, string value) =>
        Assert.Throws<ArgumentException>(() => MetadataHeaders.Write(new(name, value)));
}
