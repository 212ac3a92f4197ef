namespace RpcStack.Generators.Tests;

/// <summary>Spoils a file as no generator of programs would: pieces removed, doubled, and replaced by others.</summary>
internal static class Mutation
{
    public static string Of(string text, IReadOnlyList<string> fragments, Random random)
    {
        for (int i = random.Next(1, 6); i > 0 && text.Length > 4; i--)
        {
            int at = random.Next(text.Length - 1);
            int length = Math.Min(random.Next(1, 30), text.Length - at);
            string fragment = fragments[random.Next(fragments.Count)];
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, fragment),
                2 => text.Insert(at, text.Substring(random.Next(text.Length - length), length)),
                3 => text.Remove(at, 1).Insert(at, ((char)random.Next(1, 0x180)).ToString()),
                _ => text.Remove(at, length).Insert(at, fragment),
            };
        }

        return text;
    }
}
