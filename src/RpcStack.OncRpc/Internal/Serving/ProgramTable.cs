using System.Collections.Concurrent;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>The programs of a server, in their versions.</summary>
internal sealed class ProgramTable
{
    private readonly ConcurrentDictionary<OncProgram, IReadOnlyDictionary<uint, Procedure>> _programs = new();

    public IEnumerable<OncProgram> Programs => _programs.Keys.OrderBy(p => p.Number).ThenBy(p => p.Version);

    public void Add<T>(T service, IReadOnlyList<IServiceInterceptor> interceptors) where T : class, IContract<T>
    {
        OncProgram program = OncContract.ProgramOf(T.Descriptor);
        var own = new OncBinder<T>(service);
        ServiceBinder<T> binder = own;
        // A handler passes the binders from the last to the first, so the first interceptor is the outermost.
        foreach (IServiceInterceptor interceptor in interceptors) binder = interceptor.Intercept(binder);
        T.Bind<T>(binder);
        if (!_programs.TryAdd(program, own.Procedures))
            throw new ArgumentException(
                $"Program {program.Number} version {program.Version} is mapped already.", nameof(service));
    }

    /// <summary>The procedures of a program's version, or null.</summary>
    public IReadOnlyDictionary<uint, Procedure>? Find(uint program, uint version) =>
        _programs.GetValueOrDefault(new OncProgram(program, version));

    /// <summary>The versions of a program, from the lowest to the highest, or null where there is no such program.</summary>
    public (uint Lowest, uint Highest)? VersionsOf(uint program)
    {
        uint[] versions = [.. _programs.Keys.Where(p => p.Number == program).Select(p => p.Version)];
        return versions.Length == 0 ? null : (versions.Min(), versions.Max());
    }
}
