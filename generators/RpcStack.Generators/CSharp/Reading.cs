namespace RpcStack.Generators.CSharp;

/// <summary>A declaration, read from the user's C# alone.</summary>
/// <param name="Model">What can be made of it so far.</param>
/// <param name="Unresolved">Its metadata name, where something is missing that another language may declare.</param>
internal sealed record Reading<T>(T? Model, string? Unresolved) where T : class;
