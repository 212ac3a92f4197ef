using Chat;
using RpcStack;
using RpcStack.Transports;

const int Crowd = 100;

var room = new Room();
await using var server = new RpcServer();
server.Map<IRoom>(room);
RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");

// A hundred clients, each with a connection of its own. None of them listens anywhere.
var clients = new List<RpcClient>();
var guests = new List<Guest>();
var visits = new List<IVisit>();
for (int i = 0; i < Crowd; i++)
{
    string name = i switch { 0 => "Ada", 1 => "Bob", _ => $"guest {i}" };
    var client = new RpcClient(endpoint);
    var guest = new Guest(name, isTalkative: i < 2);
    visits.Add(await client.Get<IRoom>().EnterAsync(name, guest));
    clients.Add(client);
    guests.Add(guest);
}

Console.WriteLine($"{room.Guests} guests on {server.Connections.Count()} connections");
Console.WriteLine($"Ada was heard by {await visits[0].SayAsync("Hello!")}");
Console.WriteLine($"Bob was heard by {await visits[1].SayAsync("Hello, Ada.")}");
Console.WriteLine($"{guests.Sum(g => g.Heard)} calls went from the server to its clients");

// One leaves as one should; ten just drop their connections.
await visits[1].DisposeAsync();
foreach (RpcClient client in clients[90..]) await client.DisposeAsync();
while (room.Guests > Crowd - 11) await Task.Delay(10);
Console.WriteLine($"Ada was heard by {await visits[0].SayAsync("Still there?")} of {room.Guests - 1}");

foreach (RpcClient client in clients) await client.DisposeAsync();
