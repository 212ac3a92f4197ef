namespace Files;

/// <summary>The top.</summary>
[RpcContract]
public partial interface INamed
{
    /// <summary>The name.</summary>
    ValueTask<string> NameAsync();
}

/// <summary>The left.</summary>
[RpcContract]
public partial interface IReadable : INamed
{
    /// <summary>A namesake.</summary>
    ValueTask<int> SizeAsync();
}

/// <summary>The right.</summary>
[RpcContract]
public partial interface IWritable : INamed
{
    /// <summary>A namesake.</summary>
    ValueTask<int> SizeAsync();
}

/// <summary>Around a contract.</summary>
public static partial class Outer
{
    /// <summary>The bottom.</summary>
    [RpcContract]
    public partial interface IFile : IReadable, IWritable;
}
