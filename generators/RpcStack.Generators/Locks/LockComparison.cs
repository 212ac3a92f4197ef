using Microsoft.CodeAnalysis;
using RpcStack.Evolution;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Schemas;

namespace RpcStack.Generators.Locks;

/// <summary>
/// Holds a project's contracts against its lock: what breaks peers, by the rules that servers judge them by, and what is
/// merely new.
/// </summary>
internal sealed class LockComparison
{
    private readonly KnownSymbols _known;
    private readonly ContractSchema _locked;
    private readonly ContractSchema _current;
    private readonly SchemaPlaces _places;
    private readonly DiagnosticDescriptor _difference;
    private readonly string _other;
    private readonly HashSet<(Location, string)> _said = [];
    private readonly HashSet<Location> _broken = [];

    private LockComparison(
        KnownSymbols known,
        ContractSchema locked,
        ContractSchema current,
        SchemaReader reader,
        DiagnosticDescriptor difference,
        string other)
    {
        (_difference, _other) = (difference, other);
        _known = known;
        _locked = locked;
        _current = current;
        _places = new(known, reader.Types());
    }

    /// <summary>The problems of each contract; nothing where some contract cannot be called.</summary>
    public static IReadOnlyDictionary<ISymbol, List<Problem>> Of(KnownSymbols known, ContractSchema locked)
    {
        Dictionary<ISymbol, List<Problem>> problems = new(SymbolEqualityComparer.Default);
        IReadOnlyList<INamedTypeSymbol> contracts = LockFile.Contracts(known);
        var reader = new SchemaReader(known);
        if (reader.ReadAll(contracts) is not { } current) return problems;
        var comparison = new LockComparison(known, locked, current, reader, Rules.LockBehind, "the lock");
        foreach (INamedTypeSymbol contract in contracts)
            problems[contract] = [.. comparison.Breaks(contract), .. comparison.Changes(contract)];
        if (contracts.Count > 0) problems[contracts[0]].AddRange(comparison.TypeChanges());
        return problems;
    }

    /// <summary>Where a contract, which can be called, is not what another text says of it.</summary>
    /// <param name="known">The compilation's symbols.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="other">The other text.</param>
    /// <param name="name">What that is called.</param>
    public static IEnumerable<Problem> Drift(
        KnownSymbols known, INamedTypeSymbol contract, ContractSchema other, string name)
    {
        var reader = new SchemaReader(known);
        if (reader.Read(contract) is not { } current || current.Text == other.Text) return [];
        var comparison = new LockComparison(known, other, current, reader, Rules.Drift, name);
        List<Problem> found =
            [.. comparison.Missing(contract), .. comparison.Changes(contract), .. comparison.TypeChanges()];
        // What differs in a contract that it extends, or in types that no source declares, still differs.
        return found.Count > 0
            ? found
            : [new(Rules.Drift, contract.Place(), current.Contracts[0].Name, $"{name} has other types or bases")];
    }

    private IEnumerable<Problem> Missing(INamedTypeSymbol contract)
    {
        HashSet<int> ordinals = [.. _current.Contracts[0].Operations.Select(operation => operation.Ordinal)];
        return _locked.Contracts[0].Operations
            .Where(operation => !ordinals.Contains(operation.Ordinal))
            .Select(operation => new Problem(
                _difference, contract.Place(), _current.Contracts[0].Name,
                $"{_other} has '{SchemaPrinter.Line(operation)}' too"));
    }

    private IEnumerable<Problem> Breaks(INamedTypeSymbol contract)
    {
        string name = Naming.WireName(contract, _known);
        if (_locked.Only(name) is not { } locked || _current.Only(name) is not { } current) yield break;
        foreach (EvolutionRules rules in ContractFormats.Rules(contract, _known))
        {
            foreach (OperationVerdict verdict in new OperationJudge(locked, current, rules.Rules).Judge())
                if (Break(contract, verdict, "Clients", rules, false) is { } problem) yield return problem;
            // What a server does not have yet is no break: it is only not there.
            foreach (OperationVerdict verdict in new OperationJudge(current, locked, rules.Rules).Judge())
                if (IsLocked(verdict) && Break(contract, verdict, "Servers", rules, true) is { } problem)
                    yield return problem;
        }
    }

    private Problem? Break(
        INamedTypeSymbol contract, OperationVerdict verdict, string peers, EvolutionRules rules, bool isClientCurrent)
    {
        if (verdict.Finding is not { } finding) return null;
        Location place = Place(contract, verdict, finding, isClientCurrent);
        bool isNew = _said.Add((place, peers)) && (!isClientCurrent || !_said.Contains((place, "Clients")));
        _broken.Add(place);
        return isNew ? new(Rules.LockBroken, place, peers, rules.Name, verdict.Compatibility.Reason!) : null;
    }

    private bool IsLocked(OperationVerdict verdict) => _locked.Contracts
        .FirstOrDefault(contract => contract.Name == verdict.Contract.Name)?.Operations
        .Any(operation => operation.Ordinal == verdict.Operation.Ordinal) ?? false;

    private Location Place(INamedTypeSymbol contract, OperationVerdict verdict, Finding finding, bool isClientCurrent)
    {
        IMethodSymbol? method = verdict.Contract.Name == Naming.WireName(contract, _known)
            ? _places.Operation(contract, verdict.Operation.Ordinal, verdict.Operation.Name)
            : null;
        return (finding.Pair is { } pair ? PlaceOf(pair, finding, method, isClientCurrent) : null)
            ?? (method is null ? null : SchemaPlaces.InSource(method))
            ?? contract.Place();
    }

    // The changed member itself: a name of an enumeration, a field, a parameter; else the type that has changed.
    private Location? PlaceOf(TypePair pair, Finding finding, IMethodSymbol? method, bool isClientCurrent)
    {
        SchemaType current = isClientCurrent ? pair.Client(pair.Writer, pair.Reader) : pair.Server(pair.Writer, pair.Reader);
        SchemaType locked = isClientCurrent ? pair.Server(pair.Writer, pair.Reader) : pair.Client(pair.Writer, pair.Reader);
        if (current is EnumType now && locked is EnumType before && Renumbered(now, before) is { } value) return value;
        if (current is UnionType union) return _places.Type(union.Name);
        return PlaceOf(finding.Path?.NearestField, method)
            ?? (current is MessageType { IsAnonymous: false } message ? _places.Type(message.Name) : null);
    }

    private Location? PlaceOf(SchemaField? field, IMethodSymbol? method)
    {
        if (field is null) return null;
        foreach (MessageType message in _locked.Types.Concat(_current.Types).OfType<MessageType>())
            if (message.Fields.Contains(field))
                return _places.Field(message.Name, field.Number) ?? _places.Type(message.Name);
        IParameterSymbol? parameter = method?.Parameters.FirstOrDefault(parameter => parameter.Name == field.Name);
        return parameter is null ? null : SchemaPlaces.InSource(parameter);
    }

    private Location? Renumbered(EnumType current, EnumType locked)
    {
        foreach (KeyValuePair<string, decimal> value in current.Values)
            if (locked.Values.Any(other => other.Key == value.Key && other.Value != value.Value))
                return _places.Value(current.Name, value.Key);
        return null;
    }

    private IEnumerable<Problem> Changes(INamedTypeSymbol contract)
    {
        string name = Naming.WireName(contract, _known);
        SchemaContract current = _current.Contracts.First(one => one.Name == name);
        if (_locked.Contracts.FirstOrDefault(one => one.Name == name) is not { } locked)
        {
            yield return new(_difference, contract.Place(), name, $"{_other} does not have it");
            yield break;
        }

        if (!current.Bases.SequenceEqual(locked.Bases))
            yield return new(_difference, contract.Place(), name, $"{_other} has it extend other contracts");
        foreach (SchemaOperation operation in current.Operations)
            if (Change(contract, operation, locked) is { } problem) yield return problem;
    }

    private Problem? Change(INamedTypeSymbol contract, SchemaOperation operation, SchemaContract locked)
    {
        Location place = _places.Operation(contract, operation.Ordinal, operation.Name)?.Place() ?? contract.Place();
        SchemaOperation? old = locked.Operations.FirstOrDefault(other => other.Ordinal == operation.Ordinal);
        if (_difference == Rules.LockBehind && old?.Semantics == OperationSemantics.Idempotent && operation.Semantics == OperationSemantics.AtMostOnce)
            return new(
                Rules.LockBroken, place, "Clients", "every format",
                $"{locked.Name}.{operation.Name}: it was idempotent, so they may send a call twice");
        return Behind(place, $"{locked.Name}.{operation.Name}", SchemaPrinter.Line(operation),
            old is null ? null : SchemaPrinter.Line(old));
    }

    private IEnumerable<Problem> TypeChanges()
    {
        foreach (NamedType type in _current.Types)
        {
            if (_locked.Types.FirstOrDefault(other => other.Name == type.Name) is not { } locked) continue;
            Dictionary<string, string> old = SchemaMembers.Of(locked).ToDictionary(one => one.Key, one => one.Line);
            foreach (SchemaMember member in SchemaMembers.Of(type))
            {
                Location? place = member.IsValue
                    ? _places.Value(type.Name, member.Key)
                    : _places.Field(type.Name, member.Number);
                if ((place ?? _places.Type(type.Name)) is not { } known) continue;
                string? before = old.TryGetValue(member.Key, out string line) ? line : null;
                if (Behind(known, $"{type.Name}.{member.Name}", member.Line, before) is { } problem) yield return problem;
                old.Remove(member.Key);
            }

            if (old.Count > 0 && _places.Type(type.Name) is { } whole && !_broken.Contains(whole))
                yield return new(_difference, whole, type.Name, $"{_other} has '{old.Values.First()}' too");
        }
    }

    private Problem? Behind(Location place, string name, string line, string? old)
    {
        if (line == old || _broken.Contains(place) || !_said.Add((place, "Lock"))) return null;
        string how = old is null ? $"{_other} does not have it" : $"{_other} has '{old}'";
        return new(_difference, place, name, how);
    }
}
