using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>A property, or an annotated C# field, that may be a field of a message.</summary>
/// <param name="Symbol">The member.</param>
/// <param name="Type">Its type.</param>
/// <param name="HasSetter">Whether anything can set it after construction or in an initializer.</param>
/// <param name="CanSet">Whether generated code can.</param>
/// <param name="IsRequired">Whether C# demands that an initializer sets it.</param>
/// <param name="IsMarked">Whether [RpcField] says that it is a field.</param>
/// <param name="IsArgumentOnly">Whether it counts only where a constructor takes it: an exception's Message.</param>
internal sealed record MessageMember(
    ISymbol Symbol,
    ITypeSymbol Type,
    bool HasSetter,
    bool CanSet,
    bool IsRequired,
    bool IsMarked,
    bool IsArgumentOnly)
{
    /// <summary>Protobuf reserves the field numbers from 19000, and a field's number is its position + 1.</summary>
    public const int MaxPosition = 18_998;

    /// <summary>Whether C# demands it and the message cannot give it.</summary>
    public bool IsUnusable => IsRequired && !HasSetter;
}
