namespace RpcStack.Tests.Objects;

public sealed class Listener(Func<string, ValueTask<string>> tell) : IListener
{
    public ValueTask<string> TellAsync(string news, CancellationToken cancel) => tell(news);
}
