using RpcStack.Cli.Wire.Dissection;

namespace RpcStack.Cli.Wire.Contracts;

/// <summary>The contracts whose names octets may have. Any number of flows may share it.</summary>
internal sealed class ContractCatalogue(IEnumerable<KnownContract> contracts)
{
    /// <summary>How many contracts it learns from what travels.</summary>
    private const int MaxLearnt = 256;

    private readonly Lock _gate = new();
    private readonly List<KnownContract> _contracts = [.. contracts];
    private int _learnt;

    public IReadOnlyList<KnownContract> All
    {
        get
        {
            lock (_gate) return [.. _contracts];
        }
    }

    /// <summary>The contract of that name; where there are several builds, the one of that fingerprint, or else the first.</summary>
    public KnownContract? Find(string name, ulong? fingerprint = null)
    {
        lock (_gate)
        {
            KnownContract[] found = [.. _contracts.Where(contract => contract.Name == name)];
            return found.FirstOrDefault(contract => contract.Fingerprint == fingerprint) ?? found.FirstOrDefault();
        }
    }

    /// <summary>The contract with that fingerprint, or null.</summary>
    public KnownContract? Find(ulong fingerprint)
    {
        lock (_gate) return _contracts.FirstOrDefault(contract => contract.Fingerprint == fingerprint);
    }

    /// <summary>The contract that is a version of an ONC RPC program, or null.</summary>
    public KnownContract? Find(OncProgram program)
    {
        lock (_gate) return _contracts.FirstOrDefault(contract => contract.OncProgram == program);
    }

    /// <summary>The operation that gRPC calls by a path: <c>/Bank.Account/Balance</c>.</summary>
    public KnownOperation? FindPath(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash <= 1 || path[0] != '/') return null;
        string service = path[1..slash], method = path[(slash + 1)..];
        lock (_gate)
        {
            return _contracts.Where(contract => contract.Name == service)
                .SelectMany(contract => contract.Operations)
                .FirstOrDefault(operation => operation.Name == method);
        }
    }

    /// <summary>Takes in a contract that travelled as text; what is no contract's text says nothing.</summary>
    public void Learn(string schema)
    {
        try
        {
            KnownContract contract = KnownContract.Of(ContractSchema.Parse(schema));
            lock (_gate)
            {
                if (_learnt < MaxLearnt && _contracts.All(known => known.Fingerprint != contract.Fingerprint))
                {
                    _learnt++;
                    _contracts.Add(contract);
                }
            }
        }
        catch (Exception e) when (e is FormatException or DissectionException)
        {
            // The octets are shown all the same.
        }
    }
}
