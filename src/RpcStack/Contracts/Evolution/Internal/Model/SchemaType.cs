namespace RpcStack.Evolution;

/// <summary>A type as a contract's text writes it; <see cref="object.ToString"/> is that text.</summary>
/// <remarks>
/// Everything in this folder and in <c>Text</c> and <c>Rules</c> also compiles for netstandard2.0, because compile-time
/// analyzers read the same text and judge by the same rules.
/// </remarks>
internal abstract class SchemaType
{
    /// <summary>The type itself, where this is only its name.</summary>
    public virtual SchemaType Resolved => this;
}
