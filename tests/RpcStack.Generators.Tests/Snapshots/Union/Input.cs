/// <summary>A union in the global namespace.</summary>
[RpcUnion]
[RpcCase<Square>(4)]
[RpcCase<Circle>(1)]
[RpcCase<Dot>(2)]
public interface IShape;

/// <summary>A case that others could derive from.</summary>
[RpcMessage]
public record Circle(double Radius) : IShape;

/// <summary>A case that nothing derives from.</summary>
[RpcMessage]
public sealed record Square(double Side, IShape? Inside) : IShape;

/// <summary>A case that is a struct.</summary>
[RpcMessage]
public readonly record struct Dot : IShape;
