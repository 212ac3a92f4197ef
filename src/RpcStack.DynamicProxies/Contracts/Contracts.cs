using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Which types are what.</summary>
internal static class Contracts
{
    public static bool IsContract(Type type) => type.IsInterface && type.IsDefined(typeof(RpcContractAttribute), inherit: false);

    public static bool IsMessage(Type type) =>
        type.IsDefined(typeof(RpcMessageAttribute), inherit: false) || Annotations.Of(type) is { IsUnion: false };

    public static bool IsUnion(Type type) =>
        type.IsDefined(typeof(RpcUnionAttribute), inherit: false) || Annotations.Of(type) is { IsUnion: true };

    /// <summary>Whether the generator saw the contract.</summary>
    public static bool IsGenerated(Type contract) => contract.GetInterfaces()
        .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IContract<>) && i.GetGenericArguments()[0] == contract);

    /// <summary>Whether code in the declaring assembly can use the member.</summary>
    public static bool IsAccessible(this MethodBase method) => method.IsPublic || method.IsAssembly || method.IsFamilyOrAssembly;
}
