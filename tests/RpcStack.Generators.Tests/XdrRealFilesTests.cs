using Microsoft.CodeAnalysis;
using RpcStack.Tests;

namespace RpcStack.Generators.Tests;

/// <summary>The files that Debian's package rpcsvc-proto holds: written by others, for rpcgen.</summary>
public class XdrRealFilesTests
{
    private const string Folder = "/usr/include/rpcsvc";

    [PeerTheory(Folder + "/nfs_prot.x")]
    [InlineData("bootparam_prot")]
    [InlineData("key_prot")]
    [InlineData("klm_prot")]
    [InlineData("mount")]
    [InlineData("nfs_prot")]
    [InlineData("nis")]
    [InlineData("nis_callback")]
    [InlineData("nis_object")]
    [InlineData("nlm_prot")]
    [InlineData("rex")]
    [InlineData("rquota")]
    [InlineData("rstat")]
    [InlineData("rusers")]
    [InlineData("sm_inter")]
    [InlineData("spray")]
    [InlineData("yp")]
    [InlineData("yppasswd")]
    public async Task Real_files_compile_and_so_does_the_C_sharp_that_comes_of_them(string name)
    {
        string[] names = name switch
        {
            "nis" => [name, "nis_object"],
            "nis_callback" => [name, "nis", "nis_object"],
            _ => [name],
        };
        var bench = new IdlWorkbench([.. names.Select(Read)]);
        Compilation output = await bench.AcceptAsync();
        Assert.True(name == "nis_object" || output.GetSymbolsWithName(n => n.EndsWith("Stub", StringComparison.Ordinal)).Any());
    }

    [PeerFact(Folder + "/nfs_prot.x")]
    public void No_real_file_is_forgotten() => Assert.Equal(17, Directory.GetFiles(Folder, "*.x").Length);

    private static (string, string) Read(string name)
    {
        string path = $"{Folder}/{name}.x";
        return (path, File.ReadAllText(path));
    }
}
