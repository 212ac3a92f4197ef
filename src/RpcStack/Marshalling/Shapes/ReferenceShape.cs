namespace RpcStack.Marshalling;

/// <summary>A reference to an object with a contract; every format writes its number in a table beside the body.</summary>
public sealed class ReferenceShape(string contract) : Shape
{
    /// <summary>The contract's name on the wire.</summary>
    public string Contract { get; } = contract;
}
