using System.Globalization;
using RpcStack.MailSoak;

// dotnet run -c Release --project eng/mail-soak [kills [seed]]: a hundred kills; exits with 1 where a message was lost,
// or came
// twice without the excuse that nobody could have known. The host that is killed is this program too.
if (args is ["host", string folder, string port, string nextPort])
    return await Host.RunAsync(folder, int.Parse(port, CultureInfo.InvariantCulture), int.Parse(nextPort, CultureInfo.InvariantCulture));

int kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
Console.WriteLine($"{kills} kills, seed {seed}");
MailSoakReport report = await new MailSoakRun(kills, seed).RunAsync(Console.WriteLine);
Console.WriteLine(report);
return report.Faults.Count == 0 ? 0 : 1;
