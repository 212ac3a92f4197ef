namespace Greeter;

// The implementation: a plain class. Nothing in it knows of a network.
internal sealed class FriendlyGreeter : IGreeter
{
    public ValueTask<Greeting> GreetAsync(string name, CancellationToken cancel = default) =>
        ValueTask.FromResult(new Greeting($"Hello, {name}!", Environment.ProcessId));
}
