using RpcStack.Cli.Wire.Dissection;

namespace RpcStack.Cli.Wire.Text;

/// <summary>The control connection of FTP (RFC 959).</summary>
internal sealed class FtpDissector : LineDissector
{
    public override string Protocol => "ftp";

    private protected override void OnCommand(string command, string argument, FieldReader reader)
    {
        if (command is "RETR" or "STOR" or "APPE" or "DELE" or "MKD" or "RMD" or "LIST" or "MLSD" or "MLST" or "SIZE" && argument.Length > 0)
            reader.Last.Contract = "request.path";
        if (command == "REST") reader.Last.Contract = "request.offset";
        if (command == "RNFR") reader.Last.Contract = "request.from";
        if (command == "RNTO") reader.Last.Contract = "request.to";
    }

    private protected override void OnReply(int code)
    {
        if (code == 234 && LastCommand == "AUTH") Secure();
    }
}
