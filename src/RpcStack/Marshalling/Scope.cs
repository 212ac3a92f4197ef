namespace RpcStack.Marshalling;

/// <summary>
/// What an encoder or decoder remembers of an open message, list, map or union. It lives in the codec's frame, so a
/// format needs no stack of its own; what the numbers mean is the format's business.
/// </summary>
public struct Scope
{
    /// <summary>What is open.</summary>
    public Shape? Shape { get; set; }

    /// <summary>Where it began, or where it ends.</summary>
    public int Position { get; set; }

    /// <summary>The field, element or entry that comes next.</summary>
    public int Next { get; set; }

    /// <summary>How many elements or entries are known to follow; a hint for capacity where a decoder opened it.</summary>
    public int Remaining { get; set; }

    /// <summary>The format's state around it, to be restored.</summary>
    public int Outer { get; set; }
}
