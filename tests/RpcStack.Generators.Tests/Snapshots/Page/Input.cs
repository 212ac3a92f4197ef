namespace Demo;

/// <summary>A generic message, nested.</summary>
public static class Library
{
    /// <summary>A page.</summary>
    /// <param name="Items">What stands on it.</param>
    /// <param name="First">The first of them.</param>
    /// <param name="Next">The page after.</param>
    [RpcMessage]
    public sealed record Page<T>(IReadOnlyList<T> Items, T First, Page<T>? Next) where T : notnull;
}

/// <summary>Uses it.</summary>
/// <param name="Words">Closed with a string.</param>
/// <param name="Numbers">Closed with a number that may be missing.</param>
[RpcMessage]
public sealed record Index(Library.Page<string> Words, Dictionary<string, Library.Page<long>> Numbers);
