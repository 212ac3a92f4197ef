namespace RpcStack.Tests.Objects;

/// <summary>The contracts that come with every server, and the interface files that say the same for other languages.</summary>
public sealed class InterfaceFileTests
{
    [Fact]
    public void The_registrys_interface_file_says_what_the_registry_is() =>
        Assert.Equal(Text<IRegistry>(), Text<Mirrors.RpcStack.IRegistry>());

    [Fact]
    public void The_diagnostics_interface_file_says_what_the_diagnostics_are() =>
        Assert.Equal(Text<IDiagnostics>(), Text<Mirrors.RpcStack.IDiagnostics>());

    // Enumerations are called what they are in C#, and these stand in a namespace of the tests.
    private static string Text<T>() where T : class, IContract<T> =>
        T.Descriptor.Schema.Text.Replace("RpcStack.Tests.Mirrors.", "", StringComparison.Ordinal);
}
