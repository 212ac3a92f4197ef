using RpcStack.Marshalling;

namespace RpcStack;

/// <summary>Names the codec for a type that cannot be annotated: one of another library, say.</summary>
/// <typeparam name="T">The foreign type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RpcCodecAttribute<T, TCodec> : Attribute where TCodec : ICodec<T>;
