using System.Net;
using RpcStack.OncPeer;
using RpcStack.OncRpc;
using RpcStack.OncRpc.Rpcbind;

const string Rpcbind = "onc+tcp://127.0.0.1:111";

switch (args)
{
    // Serves, with rpcbind told where, until standard input ends.
    case ["serve"]:
        await using (var rpcbind = new RpcbindClient(Rpcbind))
        await using (var server = new OncRpcServer())
        {
            server.Map<IInteropProgV3>(new Interop());
            await server.ListenAsync("onc+tcp://127.0.0.1:0");
            await server.ListenAsync("onc+udp://127.0.0.1:0");
            await server.RegisterAsync(rpcbind);
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }

        return 0;

    // Calls a server that rpcbind knows.
    case ["call", string endpoint]:
        await using (var client = new OncRpcClient(endpoint))
            foreach (string line in await InteropCalls.RunAsync(client.Get<IInteropProgV3>())) Console.WriteLine(line);
        return 0;

    // Lists what rpcbind knows.
    case ["list", string endpoint]:
        await using (var rpcbind = new RpcbindClient(endpoint))
            foreach (RpcbindEntry entry in await rpcbind.ListAsync())
                Console.WriteLine($"{entry.Program.Number} {entry.Program.Version} {entry.NetId} {entry.Address}");
        return 0;

    // Is the host's port mapper, until standard input ends.
    case ["portmap"]:
        await using (Portmapper portmapper = await Portmapper.StartAsync(new IPEndPoint(IPAddress.Loopback, Portmapper.Port)))
        {
            await portmapper.ListenAsync(OncRpcEndpoint.Parse("onc+unix:///run/rpcbind.sock"));
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }

        return 0;

    default:
        return 2;
}
