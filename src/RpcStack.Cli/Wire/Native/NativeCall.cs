using RpcStack.Cli.Wire.Contracts;

namespace RpcStack.Cli.Wire.Native;

/// <summary>A call that is open.</summary>
/// <param name="Operation">What was called, where that is known.</param>
/// <param name="Title">What to call it.</param>
internal sealed record NativeCall(KnownOperation? Operation, string Title);
