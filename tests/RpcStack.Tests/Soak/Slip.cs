namespace RpcStack.Tests.Soak;

/// <summary>An item of a stream: whose it is, its place, and ballast, so that streams run out of credit.</summary>
[RpcMessage]
public sealed partial record Slip(long Id, int Place, byte[] Ballast)
{
    public static async IAsyncEnumerable<Slip> Run(long id, int count, int size)
    {
        byte[] ballast = new byte[size];
        for (int i = 0; i < count; i++)
        {
            if (i % 8 == 7) await Task.Yield();
            yield return new Slip(id, i, ballast);
        }
    }
}
