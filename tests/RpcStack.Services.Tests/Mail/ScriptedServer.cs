using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Tests.Mail;

/// <summary>A server that says to each connection what a test wrote, whatever it hears.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _running;

    public ScriptedServer(Func<Conversation, Task> script)
    {
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _running = RunAsync(script);
    }

    public IPEndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
    }

    private async Task RunAsync(Func<Conversation, Task> script)
    {
        while (true)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await script(new Conversation(client.GetStream()));
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (IOException)
            {
                // That client left.
            }
        }
    }

    internal sealed class Conversation(Stream stream)
    {
        public Stream Stream => stream;

        public Task SayAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

        /// <summary>Reads a line, octet by octet, so that nothing of what follows is taken.</summary>
        public async Task<string> HearAsync()
        {
            List<byte> line = [];
            byte[] octet = new byte[1];
            while (await stream.ReadAsync(octet) > 0 && octet[0] != '\n') line.Add(octet[0]);
            return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        }

        /// <summary>Hears a command, and answers.</summary>
        public async Task<string> TurnAsync(string reply)
        {
            string line = await HearAsync();
            await SayAsync(reply + "\r\n");
            return line;
        }
    }
}
