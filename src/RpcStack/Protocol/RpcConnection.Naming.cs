using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Naming: what the root object does, which makes promises of names, and of objects that the peer holds.</summary>
public sealed partial class RpcConnection
{
    private const int MaxJudged = 64;
    private const int MaxSchema = 256 << 10;

    private int _judged;

    private void Resolve(in RequestHeader header, ulong number, ref PayloadReader reader)
    {
        if (header is { Contract: 0, Ordinal: ResolveRequest.OfPromise, Promise: 0 })
        {
            Describe(header.CallId, ref reader);
            _hasAnswered = true;
            PassBy(number);
            return;
        }

        if (header.Contract != 0 || header.Ordinal > ResolveRequest.OfObject || header.Promise == 0)
            throw new ProtocolException("The root object resolves names to promises, and nothing else.");
        RpcLimits limits = Options.Limits;
        bool isLate;
        using (_serving.Enter()) isLate = number > _lastTaken;
        Refusal? refusal = isLate ? TakesNoMore() : reader.Rest.Length > limits.MaxMessageSize ? TooLarge(reader.Rest.Length) : null;
        ResolvedObject resolved = refusal is not null ? new(refusal)
            : header.Ordinal == ResolveRequest.OfName ? ResolveName(ref reader)
            : ResolveObject(ref reader);
        if (!Keep(header.Promise, resolved))
            resolved = new(Exceeded("references", limits.MaxReferences + 1L, nameof(limits.MaxReferences), limits.MaxReferences));
        if (resolved.Refusal is { } refused) Refuse(header.CallId, refused);
        else Answer(header.CallId);
        _hasAnswered = true;
        PassBy(number);
    }

    private ResolvedObject ResolveName(ref PayloadReader reader)
    {
        ResolveRequest request = ResolveRequest.Read(ref reader, Options.Limits);
        return _services.Find(request.Name) is { } service
            ? Resolve(service, $"the service '{request.Name}'", request)
            : new(new Refusal(RpcStatus.NotFound, $"there is no service '{request.Name}'"));
    }

    private ResolvedObject ResolveObject(ref PayloadReader reader)
    {
        var key = TargetKey.Read(ref reader);
        ResolveRequest request = ResolveRequest.Read(ref reader, Options.Limits);
        if ((key.IsPromise ? FindTarget(key)?.Export : _exports.Find(key)) is not { } export) return new(Gone());
        ResolvedObject resolved = Resolve(new MappedService(export.Object, export.Table), "the object", request);
        return resolved with { Seen = export };
    }

    private ResolvedObject Resolve(MappedService service, string what, ResolveRequest request)
    {
        ContractDescriptor? contract = service.Table.FindContract(request.Contract);
        if (contract is null && _services.FindTable(request.Contract, service.Table.Contract, service.Service) is { } other)
        {
            service = service with { Table = other };
            contract = other.Contract;
        }

        if (contract is null)
        {
            return new(new Refusal(
                RpcStatus.FailedPrecondition, $"{what} is a {service.Table.Contract}, not a {request.Contract}"));
        }

        if (service.Table.FindView(contract, request.Fingerprint, Format) is { } view) return new(service.Service, view);
        if (request.Schema.Length == 0)
        {
            return new(new Refusal(
                RpcStatus.FailedPrecondition, $"this build of {contract} is not known here", FaultFlags.NeedsSchema))
            {
                // To come home it need not be agreed on.
                Service = service.Service,
            };
        }

        // Each build that a peer describes is work and memory; an honest peer has one for each contract.
        if (++_judged > MaxJudged)
            return new(new Refusal(RpcStatus.ResourceExhausted, $"{_judged} builds of contracts exceed {MaxJudged}"));
        if (request.Schema.Length > MaxSchema)
            return new(new Refusal(RpcStatus.ResourceExhausted, $"{request.Schema.Length} characters of schema exceed {MaxSchema}"));
        try
        {
            ContractSchema schema = ContractSchema.Parse(request.Schema);
            if (schema.Fingerprint == request.Fingerprint)
                return new(service.Service, service.Table.Judge(contract, schema, Format));
            return new(new Refusal(
                RpcStatus.InvalidArgument, $"the schema of {contract} does not have the fingerprint that came with it"));
        }
        catch (FormatException error)
        {
            return new(new Refusal(RpcStatus.InvalidArgument, $"the schema of {contract}: {error.Message}"));
        }
    }
}
