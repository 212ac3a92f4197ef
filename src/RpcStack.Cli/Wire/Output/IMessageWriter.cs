using RpcStack.Cli.Wire.Dissection;

namespace RpcStack.Cli.Wire.Output;

/// <summary>Shows messages, one after the other.</summary>
internal interface IMessageWriter : IDisposable
{
    /// <summary>Shows one.</summary>
    void Write(Message message);
}
