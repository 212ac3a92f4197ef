using System.Collections.Concurrent;
using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>The codecs for types that cannot be annotated: <see cref="RpcCodecAttribute{T, TCodec}"/> of an assembly or one that it refers to.</summary>
internal static class ForeignCodecs
{
    private static readonly string Runtime = typeof(RpcContractAttribute).Assembly.GetName().Name!;
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<Type, Type>> ByAssembly = new();

    public static Type? Find(Assembly assembly, Type type) => ByAssembly.GetOrAdd(assembly, Read).GetValueOrDefault(type);

    private static Dictionary<Type, Type> Read(Assembly assembly)
    {
        Dictionary<Type, Type> codecs = [];
        Add(assembly, codecs);
        foreach (AssemblyName name in assembly.GetReferencedAssemblies())
            if (Load(name) is { } reference && reference.GetReferencedAssemblies().Any(r => r.Name == Runtime)) Add(reference, codecs);
        return codecs;
    }

    private static void Add(Assembly assembly, Dictionary<Type, Type> codecs)
    {
        foreach (CustomAttributeData data in assembly.GetCustomAttributesData())
        {
            Type attribute = data.AttributeType;
            if (!attribute.IsGenericType || attribute.GetGenericTypeDefinition() != typeof(RpcCodecAttribute<,>)) continue;
            codecs.TryAdd(attribute.GenericTypeArguments[0], attribute.GenericTypeArguments[1]);
        }
    }

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            // What is not there can be used by nobody.
            return null;
        }
    }
}
