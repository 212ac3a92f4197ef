using RpcStack.Marshalling;

namespace RpcStack.Tests.Marshalling;

// What every wire format must survive.
public abstract partial class FormatConformance
{
    [Fact]
    public void Depth_is_limited()
    {
        byte[] deep = Format.Encode<Chain, ChainCodec>(Values.Links(65));
        Assert.Contains("MaxDepth", Assert.Throws<MarshalException>(() => Format.Decode<Chain, ChainCodec>(deep)).Message);
        Format.Decode<Chain, ChainCodec>(deep, new MarshallingLimits { MaxDepth = 65 });
    }

    [Fact]
    public void Allocation_is_limited()
    {
        byte[] large = Format.Encode<string, StringCodec>(new string('x', 2000));
        var limits = new MarshallingLimits { MaxAllocation = 3000 };
        MarshalException refused = Assert.Throws<MarshalException>(() => Format.Decode<string, StringCodec>(large, limits));
        Assert.Contains("MaxAllocation", refused.Message);
    }

    [Fact]
    public void More_bytes_after_the_body_are_refused()
    {
        byte[] body = Format.Encode<Point, PointCodec>(new Point(1, 2));
        Assert.Throws<MarshalException>(() => Format.Decode<Point, PointCodec>([.. body, .. body[..1]]));
    }

    [Fact]
    public void Every_truncation_is_refused_or_decodes_to_something()
    {
        byte[] scalars = Format.Encode<Scalars, ScalarsCodec>(Values.Ordinary);
        for (int length = 0; length < scalars.Length; length++)
            Hostile.DecodesOrRefuses<Scalars, ScalarsCodec>(Format, scalars.AsSpan(0, length));
        byte[] containers = Format.Encode<Containers, ContainersCodec>(Values.Full);
        for (int length = 0; length < containers.Length; length++)
            Hostile.DecodesOrRefuses<Containers, ContainersCodec>(Format, containers.AsSpan(0, length));
    }

    [Fact]
    public void Random_and_mutated_bodies_cost_no_more_than_the_limit_and_throw_nothing_else()
    {
        var random = new Random(20261120);
        Hostile.Fuzz<Scalars, ScalarsCodec>(Format, Values.Ordinary, random, 6000);
        Hostile.Fuzz<Containers, ContainersCodec>(Format, Values.Full, random, 8000);
        Hostile.Fuzz<Tree, TreeCodec>(Format, Values.Wood(3, 3), random, 2000);
        Hostile.Fuzz<Options, OptionsCodec>(Format, new Options(1, "text", new Point(1, 2), Colour.Blue), random, 2000);
        Hostile.Fuzz<Drawing, DrawingCodec>(Format, new Drawing(new Circle(2), [new Square(1, "s")]), random, 2000);
    }
}
