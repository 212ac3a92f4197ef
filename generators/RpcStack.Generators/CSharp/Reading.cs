using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>A declaration, read from the user's C# alone.</summary>
/// <param name="Model">What can be made of it so far.</param>
/// <param name="Unresolved">Its metadata name, where something is missing that another language may declare.</param>
/// <param name="Borrowed">The codecs that it needs for types of assemblies that have none.</param>
internal sealed record Reading<T>(T? Model, string? Unresolved, EquatableArray<CodecModel> Borrowed = default) where T : class;
