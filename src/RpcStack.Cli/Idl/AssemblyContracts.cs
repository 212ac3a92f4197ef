using System.Reflection;

namespace RpcStack.Cli.Idl;

/// <summary>The contracts that an assembly was compiled with, and those that they extend.</summary>
internal static class AssemblyContracts
{
    private static readonly MethodInfo DescriptorOf =
        typeof(AssemblyContracts).GetMethod(nameof(Of), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Loads an assembly and asks its contracts for what they are.</summary>
    /// <exception cref="CliException">It is no assembly, or needs what is not there.</exception>
    public static IReadOnlyList<SourceContract> Read(string path)
    {
        try
        {
            return Read(new SourceAssembly(path).Load());
        }
        catch (BadImageFormatException bad)
        {
            throw new CliException($"{path}: this is no .NET assembly", cause: bad);
        }
        catch (ReflectionTypeLoadException incomplete)
        {
            throw new CliException($"{path}: {incomplete.LoaderExceptions[0]?.Message}", cause: incomplete);
        }
        catch (TargetInvocationException failed)
        {
            throw new CliException($"{path}: {failed.GetBaseException().Message}", cause: failed);
        }
    }

    public static IReadOnlyList<SourceContract> Read(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(IsContract)
            .Select(type => (ContractDescriptor)DescriptorOf.MakeGenericMethod(type).Invoke(null, null)!)
            .SelectMany(contract => contract.Contracts)
            .DistinctBy(contract => contract.Name)
            .OrderBy(contract => contract.Name, StringComparer.Ordinal)
            .Select(contract => new SourceContract(contract.Schema, contract)),
    ];

    private static bool IsContract(Type type) => type.IsInterface
        && type.GetInterfaces().Any(other =>
            other.IsGenericType
            && other.GetGenericTypeDefinition() == typeof(IContract<>)
            && other.GenericTypeArguments[0] == type);

    private static ContractDescriptor Of<T>() where T : class, IContract<T> => T.Descriptor;
}
