namespace RpcStack.Grpc.Tests.Interop;

/// <summary>Something of every kind that protobuf has.</summary>
[RpcMessage(Name = "rpcstack.interop.Parcel")]
public sealed partial record Parcel(
    string Text,
    int Number,
    long Large,
    double Weight,
    bool IsFragile,
    byte[] Content,
    IReadOnlyList<int> Sizes,
    IReadOnlyDictionary<string, string> Labels,
    Size Size,
    string? Note,
    DateTime SentAt);

public enum Size
{
    Small,
    Large,
}
