namespace RpcStack.Generators.Model;

/// <summary>What C# value a message is.</summary>
internal enum MessageForm
{
    /// <summary>An object of a class.</summary>
    Class,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>A tuple of the fields.</summary>
    Tuple,

    /// <summary>The only field itself.</summary>
    Single,
}
