using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>SCRAM-SHA-256 without channel binding (RFC 5802 §5, RFC 7677).</summary>
internal sealed class ScramServer(MailAccounts accounts) : SaslServer
{
    private enum Stage
    {
        Start,
        First,
        Final,
        Over,
    }

    private Stage _stage;
    private string _header = "";
    private string _user = "";
    private string _nonce = "";
    private string _authMessage = "";
    private ScramSecret _secret = null!;
    private bool _exists;

    public override SaslStep Next(byte[]? response)
    {
        if (response is null) return SaslStep.Ask([]);
        switch (_stage)
        {
            case Stage.Start:
                _stage = Stage.First;
                return First(Text(response));
            case Stage.First:
                _stage = Stage.Final;
                return Final(Text(response));
            case Stage.Final:
                _stage = Stage.Over;
                return SaslStep.Accept(_user);
            default:
                return SaslStep.Refused;
        }
    }

    // n,,n=user,r=nonce
    private SaslStep First(string message)
    {
        string[] parts = message.Split(',', 3);
        if (parts is not [("n" or "y"), _, string bare]) return SaslStep.Refused;
        if (ScramText.Attribute(bare, 0, 'n') is not { } user) return SaslStep.Refused;
        if (ScramText.Attribute(bare, 1, 'r') is not { Length: > 0 } nonce) return SaslStep.Refused;
        _user = ScramText.Unescape(user);
        if (parts[1].Length > 0 && parts[1] != $"a={user}") return SaslStep.Refused;
        _header = $"{parts[0]},{parts[1]},";
        _nonce = nonce + ScramKeys.Nonce();
        _secret = accounts.SecretOf(_user, out _exists);
        string answer = $"r={_nonce},s={Convert.ToBase64String(_secret.Salt)},i={_secret.Iterations}";
        _authMessage = $"{bare},{answer}";
        return SaslStep.Ask(Encoding.UTF8.GetBytes(answer));
    }

    // c=biws,r=nonce,p=proof
    private SaslStep Final(string message)
    {
        int proofAt = message.LastIndexOf(",p=", StringComparison.Ordinal);
        if (proofAt < 0 || ScramText.Base64(message[(proofAt + 3)..]) is not { } proof) return SaslStep.Refused;
        string binding = Convert.ToBase64String(Encoding.UTF8.GetBytes(_header));
        string bare = message[..proofAt];
        if (ScramText.Attribute(bare, 0, 'c') != binding || ScramText.Attribute(bare, 1, 'r') != _nonce)
            return SaslStep.Refused;
        _authMessage += $",{bare}";
        if (!_secret.IsProvenBy(proof, _authMessage) || !_exists) return SaslStep.Refused;
        string signature = Convert.ToBase64String(ScramKeys.Sign(_secret.ServerKey, _authMessage));
        return SaslStep.Ask(Encoding.UTF8.GetBytes($"v={signature}"));
    }
}
