using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>The services that an application serves over gRPC.</summary>
internal sealed class ServedServices
{
    private readonly ConcurrentDictionary<string, ContractDescriptor> _contracts = new(StringComparer.Ordinal);
    private int _answersStrangers;

    /// <summary>The names of services, with their contracts.</summary>
    public IReadOnlyDictionary<string, ContractDescriptor> Contracts => _contracts;

    /// <summary>Notes a service; with the first, calls of what is not served are answered as gRPC has it.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, ContractDescriptor contract, IEndpointRouteBuilder endpoints)
    {
        if (!_contracts.TryAdd(name, contract)) throw new ArgumentException($"A service '{name}' is mapped already.", nameof(name));
        if (Interlocked.Exchange(ref _answersStrangers, 1) != 0) return;
        endpoints.MapMethods("/{service}/{operation}", [HttpMethods.Post], AnswerStranger)
            .WithDisplayName("gRPC: what is not served")
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Post]))
            .Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = int.MaxValue);
    }

    private Task AnswerStranger(HttpContext http)
    {
        if (!RequestCheck.Passes(http))
        {
            // What is no gRPC is as if this endpoint were not there.
            if (http.Response.StatusCode != StatusCodes.Status200OK) http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        string service = http.GetRouteValue("service")?.ToString() ?? "";
        string text = _contracts.ContainsKey(service)
            ? $"The service '{service}' has no operation '{http.GetRouteValue("operation")}'."
            : $"No service '{service}' is served here.";
        RequestCheck.Refuse(http, RpcStatus.Unimplemented, text);
        return Task.CompletedTask;
    }
}
