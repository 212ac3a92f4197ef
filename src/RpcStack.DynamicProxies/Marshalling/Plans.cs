namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>
/// All plans of the process, by number. They are made while a contract is read, one contract at a time; what is wrong with
/// one leaves none of its plans behind.
/// </summary>
internal static class Plans
{
    private static readonly Lock Reading = new();
    private static readonly Dictionary<PlanKey, Type> Codecs = [];
    private static readonly List<object?> ByNumber = [];
    private static readonly List<PlanKey> New = [];
    private static int _depth;

    /// <summary>Whether a plan needs a plan that needs a plan, too often: a generic message that holds ever larger ones of its kind.</summary>
    public static bool AreTooDeep => _depth > 64;

    public static CodecPlan<T> Get<T>(int number)
    {
        lock (Reading) return (CodecPlan<T>)ByNumber[number]!;
    }

    /// <summary>Runs what makes plans.</summary>
    public static TResult Read<TResult>(Func<TResult> read)
    {
        lock (Reading)
        {
            bool isOutermost = New.Count == 0;
            try
            {
                return read();
            }
            catch when (isOutermost)
            {
                foreach (PlanKey key in New) Codecs.Remove(key);
                throw;
            }
            finally
            {
                if (isOutermost) New.Clear();
            }
        }
    }

    /// <summary>
    /// The codec of values of <paramref name="type"/>; <paramref name="make"/> makes its plan where there is none yet. A plan
    /// may need itself, since types may be recursive: then it is given the codec that is being made.
    /// </summary>
    public static Type CodecOf(PlanKey key, Type type, Func<object> make)
    {
        if (Codecs.TryGetValue(key, out Type? known)) return known;
        int number = ByNumber.Count;
        ByNumber.Add(null);
        New.Add(key);
        Type codec = typeof(PlannedCodec<,>).MakeGenericType(type, Numbers.TypeOf(number));
        Codecs.Add(key, codec);
        _depth++;
        try
        {
            ByNumber[number] = make();
        }
        finally
        {
            _depth--;
        }

        return codec;
    }
}
