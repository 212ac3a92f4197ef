namespace RpcStack.DynamicProxies.Contracts;

/// <summary>A type that travels.</summary>
/// <param name="Type">The run-time type.</param>
/// <param name="Codec">Its codec.</param>
/// <param name="IsRequired">Whether nothing stands for a value that was left out.</param>
/// <param name="IsBareMessage">Whether the codec writes a message, so that it may stand alone as a response.</param>
internal sealed record CodecUse(Type Type, Type Codec, bool IsRequired = false, bool IsBareMessage = false);
