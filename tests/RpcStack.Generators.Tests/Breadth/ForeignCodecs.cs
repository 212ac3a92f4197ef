[assembly: RpcCodec<Uri, UriCodec>]
[assembly: RpcCodec<System.Net.IPAddress, AddressCodec>]

[RpcContract]
public partial interface IFoo
{
    ValueTask<Uri> A(Uri? a, Uri[] b, System.Net.IPAddress c);
}

[RpcMessage]
public record M(Uri Here, Uri? There);

public readonly struct UriCodec : RpcStack.Marshalling.ICodec<Uri>
{
    public static RpcStack.Marshalling.Shape Shape => RpcStack.Marshalling.StringCodec.Shape;
    public static void Encode<TEncoder>(ref TEncoder encoder, in Uri value)
        where TEncoder : struct, RpcStack.Marshalling.IEncoder, allows ref struct => encoder.WriteString(value.OriginalString);
    public static void Decode<TDecoder>(ref TDecoder decoder, [System.Diagnostics.CodeAnalysis.NotNull] ref Uri? value)
        where TDecoder : struct, RpcStack.Marshalling.IDecoder, allows ref struct => value = new Uri(decoder.ReadString());
}
public readonly struct AddressCodec : RpcStack.Marshalling.ICodec<System.Net.IPAddress>
{
    public static RpcStack.Marshalling.Shape Shape => RpcStack.Marshalling.BytesCodec.Shape;
    public static void Encode<TEncoder>(ref TEncoder encoder, in System.Net.IPAddress value)
        where TEncoder : struct, RpcStack.Marshalling.IEncoder, allows ref struct => encoder.WriteBytes(value.GetAddressBytes());
    public static void Decode<TDecoder>(ref TDecoder decoder, [System.Diagnostics.CodeAnalysis.NotNull] ref System.Net.IPAddress? value)
        where TDecoder : struct, RpcStack.Marshalling.IDecoder, allows ref struct => value = new System.Net.IPAddress(decoder.ReadBytes());
}
