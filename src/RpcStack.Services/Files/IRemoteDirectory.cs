namespace RpcStack.Services.Files;

public partial interface IRemoteDirectory : IAsyncDisposable;
