namespace RpcStack.Marshalling;

/// <summary>
/// A type's structure without its C# type: what encoders are told, JSON is written by, and fingerprints are made of.
/// </summary>
public abstract class Shape
{
    private protected Shape()
    {
    }
}
