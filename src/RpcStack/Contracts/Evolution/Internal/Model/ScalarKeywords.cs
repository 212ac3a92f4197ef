using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>What a contract's text calls the scalars.</summary>
internal static class ScalarKeywords
{
    // In the order of ScalarKind.
    private static readonly string[] Keywords =
    [
        "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64", "char",
        "string", "bytes", "decimal", "guid", "datetime", "datetimeoffset", "dateonly", "timeonly", "timespan",
    ];

    public static string Of(ScalarKind kind) => Keywords[(int)kind];

    public static ScalarKind? Find(string keyword)
    {
        int index = Array.IndexOf(Keywords, keyword);
        return index < 0 ? null : (ScalarKind)index;
    }
}
