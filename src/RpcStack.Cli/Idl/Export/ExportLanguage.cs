namespace RpcStack.Cli.Idl.Export;

/// <summary>The languages that a contract can be written in.</summary>
internal enum ExportLanguage
{
    CSharp,
    Idl,
    Proto,
    X,
}
