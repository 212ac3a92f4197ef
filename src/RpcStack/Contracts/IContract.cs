namespace RpcStack;

/// <summary>What every contract is, so that any object with one can be asked for another (<see cref="RpcStubExtensions.As"/>).</summary>
public interface IContract;
