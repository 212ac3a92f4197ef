using System.Globalization;
using System.Security.Claims;
using System.Text;
using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Messages;
using RpcStack.Transports;

namespace RpcStack.OncRpc;

/// <summary>
/// Who calls, as Unix has it: the flavor AUTH_SYS (RFC 5531, appendix A). Nothing proves it: a server takes the client's
/// word, so it is for networks where every client is trusted.
/// </summary>
public sealed record AuthSys
{
    /// <summary>The identity's authentication type in <see cref="CallContext.Principal"/>.</summary>
    public const string AuthenticationType = "AUTH_SYS";

    /// <summary>How many octets a machine's name may have.</summary>
    public const int MaxMachineName = 255;

    /// <summary>How many groups a caller may be in beside its own.</summary>
    public const int MaxGroups = 16;

    private byte[]? _encoded;

    /// <summary>Describes a caller.</summary>
    /// <param name="machineName">The client's machine, at most 255 octets.</param>
    /// <param name="userId">The user's number.</param>
    /// <param name="groupId">The number of the user's group.</param>
    /// <param name="groups">Other groups, at most 16.</param>
    public AuthSys(string machineName, uint userId, uint groupId, params IReadOnlyList<uint> groups)
    {
        ArgumentNullException.ThrowIfNull(machineName);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            Encoding.UTF8.GetByteCount(machineName), MaxMachineName, nameof(machineName));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups.Count, MaxGroups, nameof(groups));
        MachineName = machineName;
        UserId = userId;
        GroupId = groupId;
        Groups = groups;
    }

    /// <summary>Any number that the client likes.</summary>
    public uint Stamp { get; init; }

    /// <summary>The client's machine.</summary>
    public string MachineName { get; }

    /// <summary>The user's number.</summary>
    public uint UserId { get; }

    /// <summary>The number of the user's group.</summary>
    public uint GroupId { get; }

    /// <summary>Other groups that the user is in.</summary>
    public IReadOnlyList<uint> Groups { get; }

    /// <summary>The body of the credential.</summary>
    internal ReadOnlySpan<byte> Encoded => _encoded ??= Encode();

    /// <summary>Reads a credential's body; null where it is none.</summary>
    internal static AuthSys? TryRead(ReadOnlySpan<byte> body)
    {
        var reader = new ItemReader(body);
        bool isWhole = reader.TryRead(out uint stamp) & reader.TryReadOpaque(MaxMachineName, out ReadOnlySpan<byte> machine)
            & reader.TryRead(out uint user) & reader.TryRead(out uint group) & reader.TryRead(out uint count);
        if (!isWhole || count > MaxGroups || reader.Rest.Length != count * sizeof(uint)) return null;
        uint[] groups = new uint[count];
        for (int i = 0; i < groups.Length; i++) reader.TryRead(out groups[i]);
        return new AuthSys(Encoding.Latin1.GetString(machine), user, group, groups) { Stamp = stamp };
    }

    /// <summary>The caller as calls have it: <see cref="PeerClaims.UserId"/>, <see cref="PeerClaims.GroupId"/> for each group.</summary>
    internal ClaimsPrincipal ToPrincipal()
    {
        string user = Text(UserId);
        var identity = new ClaimsIdentity(AuthenticationType);
        identity.AddClaim(new Claim(ClaimTypes.Name, $"{user}@{MachineName}"));
        identity.AddClaim(new Claim(PeerClaims.UserId, user));
        identity.AddClaim(new Claim(PeerClaims.GroupId, Text(GroupId)));
        foreach (uint group in Groups) identity.AddClaim(new Claim(PeerClaims.GroupId, Text(group)));
        return new ClaimsPrincipal(identity);
    }

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private byte[] Encode()
    {
        using var body = new ByteWriter();
        var encoder = new XdrEncoder(body);
        encoder.WriteUInt32(Stamp);
        encoder.WriteString(MachineName);
        encoder.WriteUInt32(UserId);
        encoder.WriteUInt32(GroupId);
        encoder.WriteInt32(Groups.Count);
        foreach (uint group in Groups) encoder.WriteUInt32(group);
        return body.Written.ToArray();
    }
}
