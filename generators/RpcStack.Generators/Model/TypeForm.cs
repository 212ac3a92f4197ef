namespace RpcStack.Generators.Model;

/// <summary>How a type behaves as a local variable, and what stands in where the wire left its value out.</summary>
internal enum TypeForm
{
    /// <summary>A value type, or one that may be null: its default value.</summary>
    Default,

    /// <summary>A reference type with an empty value: <see cref="TypeModel.Empty"/>.</summary>
    Emptiable,

    /// <summary>An immutable array: the empty one.</summary>
    ImmutableArray,

    /// <summary>A reference to a message or the like: nothing, so it is an error.</summary>
    RequiredReference,

    /// <summary>A message that is a struct, or a tuple: an error too.</summary>
    RequiredValue,

    /// <summary>A type parameter: what its codec says, or an error where that says nothing.</summary>
    Parameter,
}
