using RpcStack.Marshalling;

namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>What stands before a call's arguments (rpc_msg and call_body, RFC 5531 §9).</summary>
internal ref struct CallHeader
{
    /// <summary>The one version of the protocol there is.</summary>
    public const uint RpcVersion = 2;

    /// <summary>The octets of credentials and of verifiers (opaque_auth, RFC 5531 §8.2).</summary>
    public const int MaxAuth = 400;

    public uint Xid;
    public uint Program;
    public uint Version;
    public uint Procedure;
    public AuthFlavor Flavor;
    public ReadOnlySpan<byte> Credential;
    public ReadOnlySpan<byte> Arguments;

    /// <summary>Reads a message.</summary>
    public static CallReading Read(ReadOnlySpan<byte> message, out CallHeader call)
    {
        call = default;
        var reader = new ItemReader(message);
        if (!reader.TryRead(out call.Xid) || !reader.TryRead(out uint type) || type != (uint)MessageType.Call)
            return CallReading.NoCall;
        if (!reader.TryRead(out uint version)) return CallReading.NoCall;
        if (version != RpcVersion) return CallReading.OtherVersion;
        bool isWhole = reader.TryRead(out call.Program)
            && reader.TryRead(out call.Version)
            && reader.TryRead(out call.Procedure);
        if (!isWhole) return CallReading.NoCall;
        if (!reader.TryRead(out uint flavor) || !reader.TryReadOpaque(MaxAuth, out call.Credential))
            return CallReading.BadCredential;
        if (!reader.TryRead(out _) || !reader.TryReadOpaque(MaxAuth, out _)) return CallReading.BadVerifier;
        call.Flavor = (AuthFlavor)flavor;
        call.Arguments = reader.Rest;
        return CallReading.Call;
    }

    /// <summary>Writes one, with a verifier that says nothing.</summary>
    public static void Write(ByteWriter message, uint xid, OncProgram program, uint procedure, AuthSys? credential)
    {
        var encoder = new XdrEncoder(message);
        encoder.WriteUInt32(xid);
        encoder.WriteUInt32((uint)MessageType.Call);
        encoder.WriteUInt32(RpcVersion);
        encoder.WriteUInt32(program.Number);
        encoder.WriteUInt32(program.Version);
        encoder.WriteUInt32(procedure);
        encoder.WriteUInt32((uint)(credential is null ? AuthFlavor.None : AuthFlavor.Sys));
        encoder.WriteBytes(credential is null ? [] : credential.Encoded);
        encoder.WriteUInt32((uint)AuthFlavor.None);
        encoder.WriteBytes([]);
    }
}
