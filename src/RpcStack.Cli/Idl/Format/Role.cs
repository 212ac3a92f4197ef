namespace RpcStack.Cli.Idl.Format;

/// <summary>What a token is where it stands, as far as that decides on the spaces around it.</summary>
internal enum Role
{
    /// <summary>Anything else.</summary>
    Plain,

    /// <summary>The angle bracket before a type's arguments or bound.</summary>
    AngleOpen,

    /// <summary>The angle bracket behind them.</summary>
    AngleClose,

    /// <summary>The colon behind a label.</summary>
    LabelEnd,

    /// <summary>A sign that belongs to what follows.</summary>
    Prefix,

    /// <summary>An annotation's name.</summary>
    Annotation,

    /// <summary>The parenthesis before an operation's parameters.</summary>
    Parameters,
}
