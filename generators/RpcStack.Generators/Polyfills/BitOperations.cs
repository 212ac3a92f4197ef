namespace System.Numerics;

internal static class BitOperations
{
    public static int LeadingZeroCount(uint value)
    {
        int count = 32;
        for (; value != 0; value >>= 1) count--;
        return count;
    }
}
