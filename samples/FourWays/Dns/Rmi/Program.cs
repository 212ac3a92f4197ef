using RpcStack;
using RpcStack.Services.Dns;

if (args.Length < 3 || args.Length % 2 == 0)
{
    Console.Error.WriteLine("usage: OBJECT NAME TYPE [NAME TYPE]..., such as rpc+tcp://[::1]:1099/names example.org A");
    return 2;
}

try
{
    IDnsLookup dns = await RpcObject.LookupAsync<IDnsLookup>(args[0]);
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
catch (Exception failure) when (failure is RpcException or NotBound or InvalidCastException or FormatException)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return 1;
}
