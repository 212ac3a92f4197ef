using System.Net;
using System.Net.Sockets;
using FourWays.Dns.Sockets;

if (args.Length < 3 || args.Length % 2 == 0 || !IPEndPoint.TryParse(args[0], out IPEndPoint? server))
{
    Console.Error.WriteLine("usage: ADDRESS:PORT NAME TYPE [NAME TYPE]..., such as [::1]:5300 example.org A");
    return 2;
}

try
{
    var exchange = new DnsExchange(server);
    for (int i = 1; i < args.Length; i += 2)
    {
        byte[] query = DnsQuery.Build(args[i], RecordTypes.Parse(args[i + 1]));
        var reply = new DnsReply(await exchange.AskAsync(query));
        List<string> records = reply.ReadAnswers();
        Console.WriteLine($"; {args[i]} {args[i + 1]}: {reply.Code}, {records.Count} records");
        foreach (string record in records) Console.WriteLine(record);
    }

    return 0;
}
catch (Exception failure) when (failure is SocketException or IOException or TimeoutException or FormatException)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return 1;
}
