namespace RpcStack.Marshalling;

/// <summary>Names in JSON: exactly as in the contract, or else in any case.</summary>
internal static class JsonNames
{
    /// <summary>What stands before a case that its name alone does not tell; no name in C# begins so.</summary>
    public const string Discriminator = "$discriminator";

    public static int Find(IReadOnlyList<FieldShape> fields, string name)
    {
        int found = -1;
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == name) return i;
            if (found < 0 && fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) found = i;
        }

        return found;
    }

    public static bool TryFind(EnumShape shape, string name, out long number)
    {
        foreach (StringComparison how in (ReadOnlySpan<StringComparison>)
            [StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            foreach ((string known, long value) in shape.Values)
            {
                number = value;
                if (known.Equals(name, how)) return true;
            }
        }

        number = 0;
        return false;
    }

    public static EnumShape? AsEnum(Shape? shape) => shape as EnumShape ?? (shape as OptionalShape)?.Value as EnumShape;

    /// <summary>Whether a map's keys are names of an object; other maps are arrays of pairs.</summary>
    public static bool AreNames(MapShape shape) => shape.Key is ScalarShape { Kind: ScalarKind.String };
}
