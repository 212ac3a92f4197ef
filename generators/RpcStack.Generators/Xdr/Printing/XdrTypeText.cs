using RpcStack.Generators.Xdr.Semantics;

namespace RpcStack.Generators.Xdr.Printing;

/// <summary>Types and bounds in C#.</summary>
internal static class XdrTypeText
{
    public static string Of(XdrType type) => type switch
    {
        ScalarXdrType scalar => scalar.CSharp,
        TextXdrType => "string",
        OpaqueXdrType => "byte[]",
        ListXdrType list => $"global::System.Collections.Generic.IReadOnlyList<{Of(list.Element)}>",
        OptionalXdrType optional => Of(optional.Value) + "?",
        DeclaredXdrType declared => declared.Symbol.FullName,
        _ => "object",
    };

    /// <summary>The attributes that bound a value, for each level of its type.</summary>
    public static IEnumerable<string> Bounds(XdrType type)
    {
        int level = 0;
        XdrType? at = type;
        while (at is not null)
        {
            if (at is OptionalXdrType optional)
            {
                at = optional.Value;
                continue;
            }

            (int? limit, bool isFixed, XdrType? inner) = at switch
            {
                TextXdrType text => (text.Limit, false, null),
                OpaqueXdrType opaque => (opaque.Limit, opaque.IsFixed, null),
                ListXdrType list => (list.Limit, list.IsFixed, list.Element),
                _ => (default(int?), false, default(XdrType)),
            };
            if (limit is not null)
                yield return $"global::RpcStack.RpcLength({limit}{(isFixed ? ", Fixed = true" : "")}{Level(level)})";
            at = inner;
            level++;
        }
    }

    /// <summary>The attributes of a parameter, with a space behind them.</summary>
    public static string Attributes(XdrType type)
    {
        string list = string.Join(", ", Bounds(type));
        return list.Length == 0 ? "" : $"[{list}] ";
    }

    private static string Level(int level) => level == 0 ? "" : $", Level = {level}";
}
