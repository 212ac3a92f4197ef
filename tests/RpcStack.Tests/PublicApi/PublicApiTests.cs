using System.Reflection;
using System.Runtime.CompilerServices;
using RpcStack.DynamicProxies;
using RpcStack.Grpc;
using RpcStack.Hosting;
using RpcStack.OncRpc;
using RpcStack.Services.Dns;

namespace RpcStack.Tests.PublicApi;

/// <summary>
/// Everything public is a promise, so a change to it shows in review: as a change to a text file beside this one. After a
/// change that is meant, run with <c>RPCSTACK_UPDATE_SNAPSHOTS=1</c>.
/// </summary>
public sealed class PublicApiTests
{
    /// <summary>One line per assembly.</summary>
    public static TheoryData<string> Assemblies => new()
    {
        typeof(ContractDescriptor).Assembly.GetName().Name!,
        typeof(DynamicProxyExtensions).Assembly.GetName().Name!,
        typeof(IHealth).Assembly.GetName().Name!,
        typeof(IDnsLookup).Assembly.GetName().Name!,
        typeof(GrpcRpcChannel).Assembly.GetName().Name!,
        typeof(OncRpcServer).Assembly.GetName().Name!,
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_one_that_was_reviewed(string assembly)
    {
        string actual = ApiListing.Of(Assembly.Load(assembly));
        string path = Path.Combine(Folder(), assembly + ".txt");
        if (Environment.GetEnvironmentVariable("RPCSTACK_UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; run with RPCSTACK_UPDATE_SNAPSHOTS=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
