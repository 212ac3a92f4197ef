namespace RpcStack.Tests;

/// <summary>Waits for what other threads bring about.</summary>
public static class Eventually
{
    public static async Task IsTrue(Func<bool> condition, string what = "It did not come about.", int seconds = 10)
    {
        for (long end = Environment.TickCount64 + (seconds * 1000L); !condition(); await Task.Delay(5))
            Assert.True(Environment.TickCount64 < end, what);
    }
}
