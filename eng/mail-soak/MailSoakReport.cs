namespace RpcStack.MailSoak;

/// <summary>What came of a run.</summary>
/// <param name="Accepted">How many messages the host said 250 to.</param>
/// <param name="Unanswered">How many were broken off; each of them may have been taken or not.</param>
/// <param name="Delivered">How many are in a mailbox of the host.</param>
/// <param name="Relayed">How many the next host has.</param>
/// <param name="Returned">How many came back to their sender.</param>
/// <param name="Excused">
/// How many the next host has twice, because the host was killed after the next one had said yes and before it could know.
/// </param>
/// <param name="Faults">What must not be: lost, or doubled otherwise.</param>
public sealed record MailSoakReport(
    int Accepted, int Unanswered, int Delivered, int Relayed, int Returned, int Excused, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"{Accepted} accepted, {Unanswered} unanswered; {Delivered} delivered here, {Relayed} relayed, {Returned} returned; "
        + $"{Excused} doubled by a kill between the next host's yes and its arrival\n"
        + (Faults.Count == 0 ? "no faults" : string.Join('\n', Faults));
}
