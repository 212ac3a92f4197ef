using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Takes the messages of one protocol apart, on one flow. It remembers what later messages need.</summary>
internal abstract class Dissector
{
    /// <summary>The largest message that is taken apart; where one is larger, the rest of its stream is not.</summary>
    public const int MaxMessage = 8 << 20;

    /// <summary>What it reads.</summary>
    public abstract string Protocol { get; }

    /// <summary>Finds the end of the first message in a stream; of datagrams each is one.</summary>
    /// <param name="from">Whose stream.</param>
    /// <param name="bytes">What has come of it behind the last message.</param>
    /// <returns>How long the message is, which may be more than there is; 0 where that is not known yet.</returns>
    /// <exception cref="DissectionException">Nothing behind this can be read.</exception>
    public abstract long Measure(Side from, ReadOnlySpan<byte> bytes);

    /// <summary>Reads a message.</summary>
    /// <returns>What it is, on a line.</returns>
    /// <exception cref="DissectionException">It is malformed.</exception>
    public abstract string Read(Side from, FieldReader reader);
}
