namespace RpcStack.Cli.Idl;

/// <summary>Reads contracts from whatever holds them: an assembly, an interface file, or a contract lock.</summary>
internal static class ContractSource
{
    /// <summary>What the command line says of a SOURCE.</summary>
    public const string Description = "Where the contracts are: an assembly (.dll), an interface file (.idl, .x), or a contract lock (.lock).";

    /// <summary>All contracts of a file, by name.</summary>
    /// <exception cref="CliException">There is no such file, it is none of these, or has no contract.</exception>
    public static async Task<IReadOnlyList<SourceContract>> ReadAsync(string path, CancellationToken cancel)
    {
        MustExist(path);
        IReadOnlyList<SourceContract> contracts = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".dll" or ".exe" => AssemblyContracts.Read(path),
            ContractLock.Extension => ContractLock.Read(path),
            _ => await ReadInterfacesAsync(path, cancel).ConfigureAwait(false),
        };
        return contracts.Count > 0 ? contracts : throw new CliException($"{path}: there is no contract in it");
    }

    /// <summary>One contract of a file, by its name or the end of it; all of them where no name is given.</summary>
    /// <exception cref="CliException">There is none of that name, or several.</exception>
    public static async Task<IReadOnlyList<SourceContract>> ReadAsync(string path, string? name, CancellationToken cancel)
    {
        IReadOnlyList<SourceContract> all = await ReadAsync(path, cancel).ConfigureAwait(false);
        if (name is null) return all;
        SourceContract[] found = [.. all.Where(contract => IsCalled(contract.Name, name))];
        return found.Length == 1 ? found : throw new CliException(
            string.Join("\n  ",
            [
                $"{path}: {(found.Length == 0 ? "no contract is" : "several contracts are")} called '{name}'; there are:",
                .. all.Select(contract => contract.Name),
            ]),
            ExitCode.Usage);
    }

    /// <summary>Refuses what is no interface file.</summary>
    public static void MustBeInterfaceFile(string path)
    {
        MustExist(path);
        if (!InterfaceFile.Is(path)) throw new CliException($"{path}: this is no interface file (.idl, .x)", ExitCode.Usage);
    }

    private static void MustExist(string path)
    {
        if (!File.Exists(path)) throw new CliException($"{path}: there is no such file", ExitCode.Usage);
    }

    private static async Task<IReadOnlyList<SourceContract>> ReadInterfacesAsync(string path, CancellationToken cancel)
    {
        if (!InterfaceFile.Is(path))
            throw new CliException($"{path}: this is no assembly (.dll), interface file (.idl, .x) or lock (.lock)", ExitCode.Usage);
        return AssemblyContracts.Read(
            await MemoryCompilation.CompileAsync([], InterfaceFile.Read([path]), cancel).ConfigureAwait(false));
    }

    private static bool IsCalled(string contract, string name) =>
        contract.Equals(name, StringComparison.OrdinalIgnoreCase)
        || contract.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
}
