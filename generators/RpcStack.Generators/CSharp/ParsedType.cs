using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>A message or union, parsed by itself; what it holds may still be broken (<see cref="Reach"/>).</summary>
internal sealed class ParsedType
{
    /// <summary>The codec to emit, unless the type is broken or abstract.</summary>
    public CodecModel? Codec { get; set; }

    /// <summary>A message's fields in the order of declaration, even where they cannot be marshalled.</summary>
    public List<ParsedField> Fields { get; } = [];

    /// <summary>A union's cases, by their numbers.</summary>
    public Dictionary<int, INamedTypeSymbol> Cases { get; } = [];

    /// <summary>The type of a union's discriminator, if it has one.</summary>
    public ITypeSymbol? Discriminator { get; set; }

    /// <summary>The rules that it breaks.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>The messages and unions that it holds.</summary>
    public List<TypeEdge> Edges { get; } = [];

    /// <summary>The fields whose types cannot be marshalled.</summary>
    public List<TypeFailure> Failures { get; } = [];

    /// <summary>Whether no codec can be made of it.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The first reason for that, if it is the type's own.</summary>
    public string? Refusal { get; private set; }

    public void Refuse(string reason)
    {
        IsBroken = true;
        Refusal ??= reason;
    }
}
