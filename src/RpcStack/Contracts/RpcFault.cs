namespace RpcStack;

/// <summary>
/// The base of the exceptions that a contract declares with <see cref="ThrowsAttribute{TFault}"/>. A derived class is a
/// message: its own properties travel, the message text with them, the stack trace does not.
/// </summary>
public abstract class RpcFault : Exception
{
    /// <summary>Makes a fault with a general text.</summary>
    protected RpcFault()
    {
    }

    /// <summary>Makes a fault.</summary>
    /// <param name="message">What went wrong, in the caller's terms.</param>
    protected RpcFault(string message) : base(message)
    {
    }
}
