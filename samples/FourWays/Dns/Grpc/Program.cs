using RpcStack;
using RpcStack.Grpc;
using RpcStack.Services.Dns;

if (args.Length < 3 || args.Length % 2 == 0)
{
    Console.Error.WriteLine("usage: ADDRESS NAME TYPE [NAME TYPE]..., such as grpc://[::1]:50051 example.org A");
    return 2;
}

try
{
    await using var channel = new GrpcRpcChannel(args[0]);
    IDnsLookup dns = channel.Get<IDnsLookup>();
    for (int i = 1; i < args.Length; i += 2)
    {
        if (!DnsRecordTypeText.TryParse(args[i + 1], out DnsRecordType type))
            throw new FormatException($"'{args[i + 1]}' is no type of record.");
        DnsAnswer answer = await dns.LookupAsync(args[i], type);
        Console.WriteLine($"; {args[i]} {args[i + 1]}: {answer.Code}, {answer.Answers.Count} records");
        foreach (DnsRecord record in answer.Answers) Console.WriteLine(record);
    }

    return 0;
}
catch (Exception failure) when (failure is RpcException or FormatException)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return 1;
}
