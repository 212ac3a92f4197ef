namespace RpcStack.Cli.Idl.Export;

/// <summary>Makes the error for what a language has no words for.</summary>
internal static class Unsayable
{
    public static CliException In(string language, string place, string what) =>
        new($"{place}: {language} has no {what}");
}
