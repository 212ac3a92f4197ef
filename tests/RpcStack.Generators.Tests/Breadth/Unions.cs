[RpcUnion, RpcCase<Shape.Circle>(2), RpcCase<Shape.Oval>(1)]
public abstract record Shape
{
    [RpcMessage]
    public record Oval(int A) : Shape;
    [RpcMessage]
    public sealed record Circle(int R) : Oval(R);
}

[RpcContract]
public partial interface IFoo
{
    ValueTask<Shape?> X(Shape a, Shape? b, Shape[] c, Shape.Circle d);
}
