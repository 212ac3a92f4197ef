using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Analyzers;

/// <summary>Every rule, once.</summary>
/// <remarks>Each is spelled out, since the tracking of releases reads nothing but constructor calls with constants.</remarks>
internal static class Rules
{
    internal const string Help = "https://github.com/rpcstack/rpcstack/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "RPC0001", "Contract cannot be completed", "Contract '{0}' cannot be completed: {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0001.md");

    public static readonly DiagnosticDescriptor Generic = new(
        "RPC0002", "Contract is generic", "Contract '{0}' is generic; the set of types on the wire is closed",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0002.md");

    public static readonly DiagnosticDescriptor NoOperation = new(
        "RPC0003", "Member of a contract is no operation", "'{0}' is no operation: {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0003.md");

    public static readonly DiagnosticDescriptor ReturnType = new(
        "RPC0004", "Operation's return type is wrong", "'{0}' returns '{1}': {2}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0004.md");

    public static readonly DiagnosticDescriptor Parameters = new(
        "RPC0005", "Operation's parameters are wrong", "Parameter '{1}' of '{0}': {2}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0005.md");

    public static readonly DiagnosticDescriptor Identity = new(
        "RPC0006", "Operation cannot be told from others on the wire", "'{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0006.md");

    public static readonly DiagnosticDescriptor NotMarshallable = new(
        "RPC0007", "Type cannot be marshalled", "'{0}' cannot be marshalled: '{1}: {2}', {3}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0007.md");

    public static readonly DiagnosticDescriptor Construction = new(
        "RPC0008", "Message cannot be made from its fields", "Message '{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0008.md");

    public static readonly DiagnosticDescriptor Union = new(
        "RPC0009", "Union is wrong", "Union '{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0009.md");

    public static readonly DiagnosticDescriptor Fault = new(
        "RPC0010", "Fault or base type is no message", "'{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0010.md");

    public static readonly DiagnosticDescriptor NoToken = new(
        "RPC0011", "Operation takes no cancellation token",
        "'{0}' takes no cancellation token, so a call of it cannot be given up",
        "RpcStack.Contracts", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC0011.md");

    public static readonly DiagnosticDescriptor CutDown = new(
        "RPC0012", "Message derives from one that travels itself",
        "Where a '{1}' travels, a '{0}' arrives as a '{1}': make '{1}' abstract, or an [RpcUnion]",
        "RpcStack.Contracts", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC0012.md");

    public static readonly DiagnosticDescriptor Ambiguous = new(
        "RPC0013", "Type goes by value and by reference", "'{0}' is {1}: it goes by reference as the one and by value as the other",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0013.md");

    public static readonly DiagnosticDescriptor Gap = new(
        "RPC0014", "Positions have a gap", "Message '{0}' has no field {1}, which MessagePack writes as nil",
        "RpcStack.Contracts", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC0014.md");

    public static readonly DiagnosticDescriptor NoProtobuf = new(
        "RPC0015", "Protobuf cannot carry the type", "'{0}' cannot travel as protobuf: '{1}' is {2}",
        "RpcStack.Contracts", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC0015.md");

    public static readonly DiagnosticDescriptor NoOnc = new(
        "RPC0016", "ONC RPC cannot carry the operation", "'{0}' cannot be a procedure of an ONC RPC program: {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0016.md");

    public static readonly DiagnosticDescriptor LockBroken = new(
        "RPC2001", "Contract breaks its peers",
        "{0} with the locked contract no longer fit, by the rules of {1}: {2}",
        "RpcStack.Evolution", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC2001.md");

    public static readonly DiagnosticDescriptor LockBehind = new(
        "RPC2002", "Contract has changed since it was locked", "'{0}' fits its peers and is not as locked: {1}",
        "RpcStack.Evolution", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "RPC2002.md");

    public static readonly DiagnosticDescriptor LockUnreadable = new(
        "RPC2003", "Contract lock cannot be read", "The lock cannot be read: {0}",
        "RpcStack.Evolution", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC2003.md");

    public static readonly DiagnosticDescriptor NotLocked = new(
        "RPC2004", "Contract is not locked", "The project has no rpcstack.lock, so nobody sees what breaks peers of '{0}'",
        "RpcStack.Evolution", DiagnosticSeverity.Hidden, true, helpLinkUri: Help + "RPC2004.md");

    public static readonly DiagnosticDescriptor LockedIsGone = new(
        "RPC2005", "Locked contract is gone", "The project declares no contract '{0}', which its peers call",
        "RpcStack.Evolution", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC2005.md");

    public static readonly DiagnosticDescriptor Drift = new(
        "RPC2006", "Contract is not what it mirrors", "'{0}' differs from what it mirrors: {1}",
        "RpcStack.Evolution", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC2006.md");

    public static readonly DiagnosticDescriptor Blocking = new(
        "RPC3001", "Remote call is waited for by blocking",
        "'{0}' blocks a thread until '{1}' is answered, which may take as long as its deadline; await it",
        "RpcStack.Use", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "RPC3001.md");

    public static readonly DiagnosticDescriptor Retry = new(
        "RPC3002", "Operation is retried and not idempotent",
        "'{0}' is not [Idempotent], and a call that failed may have run: the retry may do it twice",
        "RpcStack.Use", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "RPC3002.md");

    public static readonly DiagnosticDescriptor TokenLost = new(
        "RPC3003", "Cancellation token is not passed on", "'{0}' is not passed on to '{1}', which so cannot be given up",
        "RpcStack.Use", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC3003.md");

    public static readonly DiagnosticDescriptor OptionsLost = new(
        "RPC3004", "Call options are not passed on", "'{0}' is not passed on to '{1}', which has another deadline so",
        "RpcStack.Use", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC3004.md");

    public static readonly DiagnosticDescriptor Kept = new(
        "RPC3005", "Reference is not given back",
        "'{0}' is not disposed of, so what '{1}' returned stays exported until it is collected here",
        "RpcStack.Use", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "RPC3005.md");

    public static readonly DiagnosticDescriptor Outlived = new(
        "RPC3006", "Reference leaves the scope that gives it back",
        "'{0}' leaves the scope at whose end it is disposed of, so it is dead when it arrives",
        "RpcStack.Use", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "RPC3006.md");

    public static readonly DiagnosticDescriptor LostExport = new(
        "RPC3007", "Exported object is never disposed of",
        "Nobody here holds this '{0}', and when its last peer lets go only an IAsyncDisposable is disposed of",
        "RpcStack.Use", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "RPC3007.md");

    public static readonly DiagnosticDescriptor NotUndone = new(
        "RPC3008", "Subscription is never undone", "'{0}' is called here, and '{1}', which undoes it, nowhere in the project",
        "RpcStack.Use", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC3008.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor Dependent = new(
        "RPC3009", "Dependent call waits for the one before",
        "'{0}' waits until '{1}' is answered; on what '{2}' returns it is part of the same round trip",
        "RpcStack.Use", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC3009.md");

    public static readonly DiagnosticDescriptor Sequential = new(
        "RPC3010", "Calls in a loop wait for each other",
        "Each turn of the loop waits until '{0}' is answered; all calls together are one round trip",
        "RpcStack.Use", DiagnosticSeverity.Info, true, helpLinkUri: Help + "RPC3010.md");
}
