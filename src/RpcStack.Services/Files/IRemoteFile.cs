namespace RpcStack.Services.Files;

public partial interface IRemoteFile : IAsyncDisposable;
