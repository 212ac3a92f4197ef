using RpcStack;

namespace Chat;

// What the server offers.
[RpcContract]
internal partial interface IRoom
{
    ValueTask<IVisit> EnterAsync(string name, IGuest guest, CancellationToken cancel = default);
}

// What it gives to each guest: speaks in the guest's name, and ends when the guest lets go of it.
[RpcContract]
internal partial interface IVisit : IAsyncDisposable
{
    ValueTask<int> SayAsync(string text, CancellationToken cancel = default);
}

// What the server calls: an object of the client's, reached through the connection that the client made.
[RpcContract]
internal partial interface IGuest
{
    ValueTask HearAsync(string from, string text, CancellationToken cancel = default);
}
