namespace Chat;

// The client's side of the conversation. Only the first few write down what they hear.
internal sealed class Guest(string name, bool isTalkative) : IGuest
{
    private int _heard;

    public int Heard => Volatile.Read(ref _heard);

    public ValueTask HearAsync(string from, string text, CancellationToken cancel = default)
    {
        Interlocked.Increment(ref _heard);
        if (isTalkative) Console.WriteLine($"{name} hears {from}: {text}");
        return default;
    }
}
