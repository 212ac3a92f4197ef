using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RpcStack.Services.Tests.Mail;

/// <summary>A client that sends what a test says, octet for octet, and keeps the lines that come back.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true, ReceiveTimeout = 10_000 };
    private readonly StreamReader _reader;

    public RawClient(IPEndPoint server)
    {
        _client.Connect(server);
        Stream = _client.GetStream();
        _reader = new StreamReader(Stream, Encoding.UTF8);
    }

    public NetworkStream Stream { get; }

    public void Send(string octets) => Stream.Write(Encoding.Latin1.GetBytes(octets));

    /// <summary>The next line; null at the end.</summary>
    public string? Line() => _reader.ReadLine();

    /// <summary>The last line of the next reply.</summary>
    public string Reply()
    {
        string line;
        do line = Line() ?? "(closed)";
        while (line.Length > 3 && line[3] == '-');
        return line;
    }

    /// <summary>Sends a command, and gives the last line of its reply.</summary>
    public string Ask(string command)
    {
        Send(command + "\r\n");
        return Reply();
    }

    /// <summary>Everything up to the end of the connection.</summary>
    public string Rest() => _reader.ReadToEnd();

    public void Dispose() => _client.Dispose();
}
