using RpcStack.Services.Dns;
using RpcStack.Services.Files;
using RpcStack.Services.Mail;

namespace RpcStack.Cli.Calling;

/// <summary>The contracts that the tool can call, because it was compiled with them.</summary>
internal static class Contracts
{
    public static IReadOnlyList<ContractDescriptor> All { get; } =
    [
        Of<IDnsLookup>(),
        Of<IFileTransfer>(),
        Of<IMailSender>(),
        Of<IRegistry>(),
        Of<IDiagnostics>(),
    ];

    private static ContractDescriptor Of<T>() where T : class, IContract<T> => T.Descriptor;
}
