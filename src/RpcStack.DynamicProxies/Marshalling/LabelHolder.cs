using System.Globalization;
using System.Reflection;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>The member of a union's case that holds the discriminator.</summary>
internal sealed class LabelHolder(MemberInfo member)
{
    public Type Type => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    /// <summary>The discriminator as codecs tell it: false and true are 0 and 1, unsigned 64-bit numbers are reinterpreted.</summary>
    public static long ToInt64(object value) => value switch
    {
        bool truth => truth ? 1 : 0,
        char character => character,
        ulong large => unchecked((long)large),
        Enum named when Enum.GetUnderlyingType(named.GetType()) == typeof(ulong) =>
            unchecked((long)Convert.ToUInt64(named, CultureInfo.InvariantCulture)),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public long Get(object value) =>
        ToInt64((member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value))!);

    public void Set(object value, long label)
    {
        object converted = FromInt64(label);
        if (member is PropertyInfo property) property.SetValue(value, converted);
        else ((FieldInfo)member).SetValue(value, converted);
    }

    private object FromInt64(long label)
    {
        if (Type.IsEnum) return Enum.ToObject(Type, label);
        return Type == typeof(bool) ? label != 0
            : Type == typeof(char) ? (char)label
            : Type == typeof(ulong) ? unchecked((ulong)label)
            : Convert.ChangeType(label, Type, CultureInfo.InvariantCulture);
    }
}
