namespace RpcStack;

/// <summary>What the run time's sources use and netstandard2.0 does not have.</summary>
internal static class NewerMembers
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull(object? argument)
        {
            if (argument is null) throw new ArgumentNullException(nameof(argument));
        }
    }

    extension(ArgumentOutOfRangeException)
    {
        public static void ThrowIfNegative(int value)
        {
            if (value < 0) throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    extension(Array)
    {
        public static void Fill(int[] array, int value)
        {
            for (int i = 0; i < array.Length; i++) array[i] = value;
        }
    }

    public static bool TryAdd<TKey, TValue>(this Dictionary<TKey, TValue> items, TKey key, TValue value)
    {
        if (items.ContainsKey(key)) return false;
        items.Add(key, value);
        return true;
    }

    public static bool TryDequeue<T>(this Queue<T> items, out T item)
    {
        bool isThere = items.Count > 0;
        item = isThere ? items.Dequeue() : default!;
        return isThere;
    }
}
