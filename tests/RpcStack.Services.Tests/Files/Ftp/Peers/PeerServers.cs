using RpcStack.Tests;

namespace RpcStack.Services.Tests.Files.Ftp.Peers;

/// <summary>How each of them is told what to do.</summary>
internal static class PeerServers
{
    public const string Vsftpd = "/opt/rpcstack-peers/usr/sbin/vsftpd";
    public const string ProFtpd = "/opt/rpcstack-peers/usr/sbin/proftpd";
    public const string PureFtpd = "/opt/rpcstack-peers/usr/sbin/pure-ftpd";
    public const string Pyftpdlib = "/usr/bin/python3 pyftpdlib";

    private const string PurePw = "/opt/rpcstack-peers/usr/bin/pure-pw";
    private const string Modules = "/opt/rpcstack-peers/usr/lib/proftpd";

    /// <summary>A data connection that does not resume the control connection's TLS session gets 522.</summary>
    public static string[] StartVsftpd(PeerServer server, int port) =>
    [
        Vsftpd,
        server.Write("vsftpd.conf", $"""
            listen=YES
            listen_address=127.0.0.1
            listen_port={port}
            background=NO
            seccomp_sandbox=NO
            isolate_network=NO
            anonymous_enable=YES
            anon_root={server.Root}
            ftp_username=daemon
            no_anon_password=YES
            write_enable=YES
            anon_upload_enable=YES
            anon_mkdir_write_enable=YES
            anon_other_write_enable=YES
            anon_world_readable_only=NO
            anon_umask=022
            secure_chroot_dir={Path.GetDirectoryName(server["x"])}
            ssl_enable=YES
            allow_anon_ssl=YES
            force_anon_logins_ssl=YES
            force_anon_data_ssl=YES
            require_ssl_reuse=YES
            rsa_cert_file={server["tls.pem"]}

            """),
    ];

    /// <summary>It, too, wants the session resumed.</summary>
    public static string[] StartProFtpd(PeerServer server, int port)
    {
        string hash = Peer.RunAsync("openssl", ["passwd", "-6", "secret"]).Result.Trim();
        string users = server.Write("passwd", $"ada:{hash}:0:0::{server.Root}:/bin/sh\n");
        PeerServer.Permit("600", users);
        string configuration = server.Write("proftpd.conf", $"""
            ServerType standalone
            DefaultServer on
            Port {port}
            DefaultAddress 127.0.0.1
            UseIPv6 off
            ModulePath {Modules}
            LoadModule mod_tls.c
            TLSEngine on
            TLSRequired on
            TLSRSACertificateFile {server["tls.pem"]}
            TLSRSACertificateKeyFile {server["tls.pem"]}
            ScoreboardFile {server["score"]}
            PidFile {server["pid"]}
            DelayEngine off
            User root
            Group root
            AuthUserFile {users}
            AuthOrder mod_auth_file.c
            RequireValidShell off
            RootLogin on
            DefaultRoot ~
            AllowStoreRestart on
            AllowOverwrite on
            WtmpLog off

            """);
        return [ProFtpd, "-n", "-c", configuration];
    }

    public static string[] StartPureFtpd(PeerServer server, int port)
    {
        // Its own hashes take seconds to compute, as they should.
        string hash = Peer.RunAsync("openssl", ["passwd", "-6", "secret"]).Result.Trim();
        string users = server.Write("users", $"ada:{hash}:1:1::{server.Root}/./::::::::::::\n");
        string database = server["users.pdb"];
        Peer.RunAsync(PurePw, ["mkdb", database, "-f", users]).Wait();
        return
        [
            PureFtpd, "-S", $"127.0.0.1,{port}", "-l", $"puredb:{database}", "-u", "1", "-E", "-H",
            "-Y", "2", "-2", server["tls.pem"], "-g", server["pid"], "-z",
        ];
    }

    public static string[] StartPyftpdlib(PeerServer server, int port) =>
    [
        "/usr/bin/python3",
        server.Write("server.py", $"""
            from pyftpdlib.authorizers import DummyAuthorizer
            from pyftpdlib.handlers import TLS_FTPHandler
            from pyftpdlib.servers import FTPServer
            users = DummyAuthorizer()
            users.add_user("ada", "secret", "{server.Root}", perm="elradfmwMT")
            handler = TLS_FTPHandler
            handler.authorizer = users
            handler.certfile = "{server["tls.pem"]}"
            handler.tls_control_required = True
            handler.tls_data_required = True
            FTPServer(("127.0.0.1", {port}), handler).serve_forever()

            """),
    ];
}
