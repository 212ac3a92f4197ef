namespace RpcStack.Generators.Idl.Semantics;

/// <summary>What members are called in C#, where some names mean something already.</summary>
internal static class MemberNames
{
    private static readonly HashSet<string> OfObjects =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    ];

    private static readonly HashSet<string> OfRecords =
        [.. OfObjects, "Clone", "Deconstruct", "EqualityContract", "PrintMembers"];

    private static readonly HashSet<string> OfExceptions =
    [
        .. OfObjects, "Data", "GetBaseException", "GetObjectData", "HResult", "HelpLink", "InnerException",
        "SerializeObjectState", "Source", "StackTrace", "TargetSite",
    ];

    private static readonly HashSet<string> OfUnions = [.. OfRecords, "Discriminator", "Value"];

    /// <summary>Of a member of a record.</summary>
    public static string OfRecord(string owner, string name) => Free(owner, name, OfRecords, "Value");

    /// <summary>Of a member of an exception; one that is the text of every exception is called so.</summary>
    public static string OfException(string owner, string name, IdlType type) =>
        CSharpNames.Pascal(name) == "Message" && type is not StringType
            ? "MessageValue"
            : Free(owner, name, OfExceptions, "Value");

    /// <summary>Of an arm of a union, which is a type.</summary>
    public static string OfArm(string owner, string name) => Free(owner, name, OfUnions, "Arm");

    private static string Free(string owner, string name, HashSet<string> taken, string suffix)
    {
        string pascal = CSharpNames.Pascal(name);
        return pascal == owner || taken.Contains(pascal) ? pascal + suffix : pascal;
    }
}
