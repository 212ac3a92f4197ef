using System.Reflection;
using RpcStack.DynamicProxies.Proxies;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Reads an interface as a contract.</summary>
internal static class ContractReader
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Reads a contract and its own operations.</summary>
    public static DynamicContract Read(Type contract)
    {
        if (!Contracts.IsContract(contract)) throw new ContractException("RPC0001", $"'{contract}' is no [RpcContract] interface.");
        if (contract.IsGenericType)
            throw new ContractException("RPC0002", $"Contract '{contract.Name}' is generic; the set of types on the wire is closed.");
        DynamicContract[] bases = [.. Bases(contract).Select(DynamicContract.Of)];
        string name = Naming.Contract(contract);
        CheckNames(contract, name, bases);
        DynamicOperation[] operations =
        [
            .. Operations(contract).Select(o => OperationReader.Read(o.Method, name, o.Ordinal, o.Name)).OrderBy(o => o.Operation.Ordinal),
        ];
        OncProgram? program = contract.GetCustomAttribute<OncProgramAttribute>() is { } stated ? new(stated.Number, stated.Version) : null;
        ContractDescriptor descriptor =
            new(name, [.. bases.Select(b => b.Descriptor)], [.. operations.Select(o => o.Operation)]) { OncProgram = program };
        return new DynamicContract(contract, descriptor, bases, operations);
    }

    /// <summary>The contracts that it extends directly, or through interfaces without members.</summary>
    private static IEnumerable<Type> Bases(Type contract)
    {
        Type[] all = contract.GetInterfaces();
        foreach (Type other in all)
            if (!IsNeutral(other))
                throw NoOperation($"{contract.Name} : {other.Name}", "what a contract extends is a contract, IAsyncDisposable, or has no members");
        return all.Where(Contracts.IsContract).Where(c => !all.Any(between => Contracts.IsContract(between) && between.GetInterfaces().Contains(c)));
    }

    private static bool IsNeutral(Type other) =>
        Contracts.IsContract(other) || other == typeof(IAsyncDisposable)
        || (other.IsGenericType && other.GetGenericTypeDefinition() == typeof(IContract<>))
        || other.GetMembers(Declared).Length == 0;

    // Peers find the contracts that one extends by name.
    private static void CheckNames(Type contract, string name, DynamicContract[] bases)
    {
        Dictionary<string, Type> names = new() { [name] = contract };
        foreach (DynamicContract other in bases.SelectMany(b => b.All).Distinct())
            if (!names.TryAdd(other.Descriptor.Name, other.Type))
                throw new ContractException(
                    "RPC0006",
                    $"'{contract.Name}': the contracts '{names[other.Descriptor.Name].Name}' and '{other.Type.Name}' are both called "
                    + $"'{other.Descriptor.Name}' on the wire.");
    }

    private static IEnumerable<(MethodInfo Method, int Ordinal, string Name)> Operations(Type contract)
    {
        MethodInfo[] methods = [.. Members(contract)];
        int?[] stated = [.. methods.Select(m => m.GetCustomAttribute<RpcOperationAttribute>()?.Ordinal is { } o and not -1 ? (int?)o : null)];
        bool areStated = stated.Any(o => o is not null);
        int first = contract.IsDefined(typeof(OncProgramAttribute)) ? 1 : 0;
        HashSet<int> ordinals = [];
        HashSet<string> names = [];
        for (int i = 0; i < methods.Length; i++)
        {
            string name = Naming.Operation(methods[i]);
            string? problem = areStated switch
            {
                true when stated[i] is null => "other operations state their ordinal, this one does not",
                true when stated[i] < 0 => "its ordinal is negative",
                true when stated[i] < first => "procedure 0 is the null procedure of every ONC RPC program",
                true when !ordinals.Add(stated[i]!.Value) => $"the ordinal {stated[i]} is taken",
                _ when !names.Add(name) => $"another operation is called '{name}' on the wire; [RpcOperation(Name = \"…\")] renames one",
                _ => null,
            };
            if (problem is not null) throw new ContractException("RPC0006", $"'{contract.Name}.{methods[i].Name}': {problem}.");
            yield return (methods[i], stated[i] ?? first + i, name);
        }
    }

    private static IEnumerable<MethodInfo> Members(Type contract)
    {
        foreach (MemberInfo member in contract.GetMembers(Declared).OrderBy(m => m.MetadataToken))
        {
            // What implements another interface explicitly is none of its own members, and accessors stand for their property.
            if (member.Name.Contains('.') || member is TypeInfo or FieldInfo { IsLiteral: true } or MethodInfo { IsSpecialName: true }) continue;
            if (WhyNoOperation(member) is { } reason) throw NoOperation($"{contract.Name}.{member.Name}", reason);
            yield return (MethodInfo)member;
        }
    }

    private static string? WhyNoOperation(MemberInfo member) => member switch
    {
        PropertyInfo property when property.GetIndexParameters().Length > 0 => "an indexer hides a call; make it a method that returns a task",
        PropertyInfo => "a property hides a call; make it a method that returns a task",
        EventInfo => "an event is no call; stream the occurrences with IAsyncEnumerable",
        MethodInfo { IsStatic: true } or FieldInfo => "a static member belongs to no remote object",
        MethodInfo { IsAbstract: false } => "it has a body, which a stub would not run; make it an extension method",
        MethodInfo { IsGenericMethod: true } => "a generic method has no fixed types on the wire",
        MethodInfo method when method.GetParameters().Any(p => p.ParameterType.IsByRef) =>
            "ref, in and out parameters do not travel; return a record of the results",
        MethodInfo { ReturnType.IsByRef: true } => "it returns a reference into memory",
        MethodInfo => null,
        _ => "only methods are",
    };

    private static ContractException NoOperation(string member, string reason) => new("RPC0003", $"'{member}' is no operation: {reason}.");
}
