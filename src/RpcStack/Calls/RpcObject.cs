using System.Collections.Concurrent;
using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack;

/// <summary>Remote objects from nothing but a name.</summary>
public static class RpcObject
{
    private static readonly ConcurrentDictionary<(RpcEndpoint Endpoint, RpcConnectionOptions Options), RpcClient> Clients = new();

    /// <summary>
    /// Finds the object that a name stands for in the registry of a server: a service there, or wherever the name leads. Two
    /// round trips, and two more where it leads elsewhere.
    /// </summary>
    /// <param name="name">The server and the name: <c>rpc+tcp://host:port/bank</c>. Without one, the contract's own.</param>
    /// <param name="options">The connection's options.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <remarks>
    /// All who look up at one endpoint with the same options share a client, which stays for the life of the process;
    /// its connections close by themselves when they are idle.
    /// </remarks>
    /// <exception cref="NotBound">The name stands for nothing.</exception>
    /// <exception cref="InvalidCastException">It stands for something else.</exception>
    /// <exception cref="RpcException">A server could not be asked.</exception>
    /// <exception cref="FormatException"><paramref name="name"/> is no endpoint.</exception>
    /// <example><code>
    /// IBank bank = await RpcObject.LookupAsync&lt;IBank&gt;("rpc+tcp://localhost:5000/bank");
    /// </code></example>
    public static async ValueTask<T> LookupAsync<T>(
        string name, RpcConnectionOptions? options = null, CancellationToken cancel = default)
        where T : class, IContract<T>
    {
        var endpoint = RpcEndpoint.Parse(name);
        string asked = endpoint.Service.Length == 0 ? T.Descriptor.Name : endpoint.Service;
        RpcClient client = ClientOf(endpoint, options);
        Binding binding = await client.Get<IRegistry>().LookupAsync(asked, cancel).ConfigureAwait(false);
        if (binding.Endpoint.Length == 0) return await FindAsync<T>(client, asked, cancel).ConfigureAwait(false);
        var there = RpcEndpoint.Parse(binding.Endpoint);
        string service = there.Service.Length == 0 ? T.Descriptor.Name : there.Service;
        return await FindAsync<T>(ClientOf(there, options), service, cancel).ConfigureAwait(false);
    }

    private static RpcClient ClientOf(RpcEndpoint endpoint, RpcConnectionOptions? options)
    {
        RpcEndpoint server = endpoint.Path.Length > 0
            ? RpcEndpoint.AtPath(endpoint.Path, endpoint.Scheme)
            : new RpcEndpoint(endpoint.Scheme, endpoint.Host, endpoint.Port);
        return Clients.GetOrAdd(
            (server, options ?? RpcConnectionOptions.Default), static key => new RpcClient(key.Endpoint, key.Options));
    }

    /// <summary>A stub of a service, which is there and has the contract.</summary>
    private static async ValueTask<T> FindAsync<T>(RpcClient client, string name, CancellationToken cancel)
        where T : class, IContract<T>
    {
        RpcTarget target = await client.CastAsync(client.Locate(T.Descriptor, name), T.Descriptor, cancel).ConfigureAwait(false);
        return T.CreateStub(client.Outermost, target);
    }
}
