namespace RpcStack.Marshalling;

/// <summary>
/// A type's structure without its C# type: what encoders are told, JSON is written by, and fingerprints are made of.
/// </summary>
public abstract class Shape
{
    private MessageShape? _body;

    private protected Shape()
    {
    }

    /// <summary>The message whose only field is this, for protobuf, where a body is a message.</summary>
    internal MessageShape AsBody => _body ??= new MessageShape("Body", new FieldShape(0, "value", () => this));
}
