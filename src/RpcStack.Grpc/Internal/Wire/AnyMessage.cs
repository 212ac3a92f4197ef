namespace RpcStack.Grpc.Internal.Wire;

/// <summary>google.protobuf.Any: a message with its type's name behind the last slash.</summary>
[RpcMessage(Name = "google.protobuf.Any")]
internal sealed partial record AnyMessage(string TypeUrl, byte[] Value)
{
    private const string Prefix = "type.googleapis.com/";

    /// <summary>The name of the message's type.</summary>
    public string TypeName => TypeUrl[(TypeUrl.LastIndexOf('/') + 1)..];

    public static AnyMessage Of(string typeName, byte[] value) => new(Prefix + typeName, value);
}
