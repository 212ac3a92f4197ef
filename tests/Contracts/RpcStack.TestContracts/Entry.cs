namespace RpcStack.TestContracts;

/// <summary>A movement on an account.</summary>
/// <param name="At">When.</param>
/// <param name="Amount">How much; negative where it left.</param>
/// <param name="Note">What for.</param>
[RpcMessage]
public sealed record Entry(DateTimeOffset At, decimal Amount, string? Note);
