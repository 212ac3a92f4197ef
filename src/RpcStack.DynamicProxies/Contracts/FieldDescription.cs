using System.Linq.Expressions;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>A field of a message, before its plan is made.</summary>
/// <param name="Position">The place on the wire.</param>
/// <param name="Name">The name on the wire.</param>
/// <param name="Codec">Its type.</param>
/// <param name="Get">Takes it from the message.</param>
internal sealed record FieldDescription(int Position, string Name, CodecUse Codec, Func<Expression, Expression> Get);
