using System.Net.Sockets;
using System.Runtime.Versioning;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.Tests.Transports;

[UnsupportedOSPlatform("windows")]
public sealed class UnixSocketTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rpcstack");
    private readonly string _path;

    public UnixSocketTests() => _path = Path.Combine(_folder.FullName, "test.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_file_is_its_owners_alone_and_goes_with_the_listener()
    {
        await using (await ListenAsync())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public async Task Its_permissions_can_be_others()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        await using TransportListener listener = await ListenAsync(new TransportOptions { SocketFileMode = Mode });
        Assert.Equal(Mode, File.GetUnixFileMode(_path));
    }

    [Fact]
    public async Task A_file_that_a_dead_process_left_is_replaced()
    {
        LeaveStaleSocket();
        await using TransportListener listener = await ListenAsync();
        await using TransportConnection connection = await Transport.Unix.ConnectAsync(listener.Endpoint, default);
        Assert.Equal([_path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public async Task Of_many_who_find_a_stale_file_one_gets_the_path()
    {
        LeaveStaleSocket();
        Task<TransportListener?>[] attempts = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(TryListenAsync))];
        TransportListener[] winners = [.. (await Task.WhenAll(attempts)).OfType<TransportListener>()];
        TransportListener winner = Assert.Single(winners);
        await using TransportConnection connection = await Transport.Unix.ConnectAsync(winner.Endpoint, default);
        await winner.DisposeAsync();
    }

    [Fact]
    public async Task A_socket_whose_process_lives_is_left_alone()
    {
        await using TransportListener first = await ListenAsync();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await ListenAsync());
        Assert.Equal(RpcStatus.AlreadyExists, error.Status);
        await using TransportConnection connection = await Transport.Unix.ConnectAsync(first.Endpoint, default);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_left_alone()
    {
        await File.WriteAllTextAsync(_path, "precious");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await ListenAsync());
        Assert.Equal(RpcStatus.AlreadyExists, error.Status);
        Assert.Equal("precious", await File.ReadAllTextAsync(_path));
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_told_its_length()
    {
        var endpoint = RpcEndpoint.AtPath("/tmp/" + new string('x', 120));
        foreach (Func<Task> attempt in new Func<Task>[]
        {
            async () => await Transport.Unix.ListenAsync(endpoint, default),
            async () => await Transport.Unix.ConnectAsync(endpoint, default),
        })
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(attempt);
            Assert.Equal(RpcStatus.InvalidArgument, error.Status);
            Assert.Contains("the path has 125 octets, and a socket's has at most 10", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_there_is_no_file_or_no_folder_it_says_so()
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await Transport.Unix.ConnectAsync(RpcEndpoint.AtPath(_path), default));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Equal(RpcPhase.Connect, error.Phase);
        Assert.Contains("the file does not exist", error.Message, StringComparison.Ordinal);

        error = await Assert.ThrowsAsync<RpcException>(
            async () => await Transport.Unix.ListenAsync(RpcEndpoint.AtPath("/no/such/folder/x.sock"), default));
        Assert.Equal(RpcStatus.InvalidArgument, error.Status);
        Assert.Contains("its folder does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_sees_which_user_and_process_calls()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using TestPair pair = await TestPair.StartAsync($"rpc+unix://{_path}");
        CallContext call = await pair.CaptureAsync();
        Assert.Equal(PeerClaims.Process, call.Principal!.Identity!.AuthenticationType);
        Assert.Equal($"{Environment.ProcessId}", call.Principal.FindFirst(PeerClaims.ProcessId)!.Value);
        string user = call.Principal.FindFirst(PeerClaims.UserId)!.Value;
        Assert.Equal($"uid:{user}", call.Principal.Identity.Name);
        Assert.Contains($"(process {Environment.ProcessId})", call.Peer, StringComparison.Ordinal);
    }

    private ValueTask<TransportListener> ListenAsync(TransportOptions? options = null)
    {
        var endpoint = RpcEndpoint.AtPath(_path);
        return Transport.For(endpoint, options).ListenAsync(endpoint, default);
    }

    private async Task<TransportListener?> TryListenAsync()
    {
        try
        {
            return await ListenAsync();
        }
        catch (RpcException error) when (error.Status is RpcStatus.AlreadyExists)
        {
            return null;
        }
    }

    /// <summary>As a process that was killed does: .NET removes the path it knows, so that was another one then.</summary>
    private void LeaveStaleSocket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        string born = SocketFile.NewPath();
        socket.Bind(new UnixDomainSocketEndPoint(born));
        socket.Listen();
        File.Move(born, _path);
    }
}
