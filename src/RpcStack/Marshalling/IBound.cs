namespace RpcStack.Marshalling;

/// <summary>A bound as a type argument of a codec, so that it is a constant there. The generator makes these.</summary>
public interface IBound
{
    /// <summary>The bound.</summary>
    static abstract Bound Value { get; }
}
