namespace RpcStack.Services.Tests.Mail.Peers;

/// <summary>
/// How each peer is set up: it takes mail for everybody but nobody@, and delivers it into its folder <c>box</c>.
/// </summary>
internal static class MailPeers
{
    public const string Exim = "/opt/rpcstack-peers/exim/usr/sbin/exim4";
    public const string Postfix = "/usr/sbin/postfix";
    public const string Dovecot = "/usr/sbin/dovecot";

    public static Task<MailPeer> StartPostfixAsync() => MailPeer.StartAsync(
        (folder, port) =>
        {
            string conf = Directory.CreateDirectory(Path.Combine(folder, "conf")).FullName;
            MailPeer.Open(folder, "box");
            Directory.CreateDirectory(Path.Combine(folder, "spool"));
            MailPeer.Open(folder, "data");
            RpcStack.Tests.Peer.RunAsync("chown", ["postfix", Path.Combine(folder, "data")]).Wait();
            File.WriteAllText(Path.Combine(conf, "main.cf"), $"""
                compatibility_level = 3.6
                queue_directory = {folder}/spool
                data_directory = {folder}/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = postfix.example
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                virtual_mailbox_domains = peer.example
                virtual_mailbox_base = {folder}/box
                virtual_mailbox_maps = static:bob/
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                virtual_alias_maps =
                alias_maps =
                local_recipient_maps =
                smtputf8_enable = yes
                maillog_file = /dev/stdout
                maillog_file_prefixes = /dev
                smtpd_recipient_restrictions = check_recipient_access inline:[nobody@peer.example=REJECT], permit
                """.Replace('[', '{').Replace(']', '}') + "\n");
            IEnumerable<string> services = File.ReadLines("/usr/share/postfix/master.cf.dist").Select(line => line switch
            {
                _ when line.StartsWith("smtp      inet", StringComparison.Ordinal) => $"{port} inet n - n - - smtpd",
                _ when line.Length > 0 && char.IsAsciiLetter(line[0]) => WithoutChroot(line),
                _ => line,
            });
            File.WriteAllLines(Path.Combine(conf, "master.cf"), services);
            return [Postfix, "-c", conf, "start-fg"];
        },
        folder => [Postfix, "-c", Path.Combine(folder, "conf"), "stop"]);

    public static Task<MailPeer> StartEximAsync() => MailPeer.StartAsync((folder, port) =>
    {
        foreach (string name in (string[])["spool", "log", "box"]) MailPeer.Open(folder, name);
        File.WriteAllText(Path.Combine(folder, "exim.conf"), $"""
            primary_hostname = exim.example
            exim_path = {Exim}
            spool_directory = {folder}/spool
            log_file_path = {folder}/log/%slog
            exim_user = nobody
            exim_group = nogroup
            never_users =
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = {port}
            pid_file_path = {folder}/spool/pid
            acl_smtp_rcpt = rcpt
            acl_smtp_data = data
            smtputf8_advertise_hosts = *
            dsn_advertise_hosts = *
            host_lookup =
            rfc1413_query_timeout = 0s
            tls_advertise_hosts =
            keep_environment =
            begin acl
            rcpt:
              deny  local_parts = nobody
              accept
            data:
              accept
            begin routers
            all:
              driver = accept
              transport = box
            begin transports
            box:
              driver = appendfile
              directory = {folder}/box/bob
              maildir_format
              create_directory
              user = nobody
              group = nogroup
            """ + "\n");
        return [Exim, "-C", Path.Combine(folder, "exim.conf"), "-bdf"];
    });

    public static Task<MailPeer> StartDovecotAsync() => MailPeer.StartAsync((folder, port) =>
    {
        Directory.CreateDirectory(Path.Combine(folder, "run"));
        Directory.CreateDirectory(Path.Combine(folder, "state"));
        MailPeer.Open(folder, "box");
        File.WriteAllText(Path.Combine(folder, "dovecot.conf"), $"""
            base_dir = {folder}/run
            state_dir = {folder}/state
            log_path = {folder}/log
            protocols = lmtp
            ssl = no
            default_internal_user = root
            default_internal_group = root
            default_login_user = root
            mail_location = maildir:{folder}/box/%n
            mail_uid = nobody
            mail_gid = nogroup
            first_valid_uid = 1
            userdb [
              driver = passwd-file
              args = username_format=%n {folder}/users
            ]
            passdb [
              driver = static
              args = nopassword=y
            ]
            service lmtp [
              chroot =
              inet_listener lmtp [
                address = 127.0.0.1
                port = {port}
              ]
            ]
            service anvil [
              chroot =
            ]
            service stats [
              chroot =
            ]
            """.Replace('[', '{').Replace(']', '}') + "\n");
        File.WriteAllText(Path.Combine(folder, "users"), $"bob::65534:65534::{folder}/box/bob::\n");
        return [Dovecot, "-F", "-c", Path.Combine(folder, "dovecot.conf")];
    });

    public static Task<MailPeer> StartAiosmtpdAsync() => MailPeer.StartAsync((folder, port) =>
    {
        string script = Path.Combine(folder, "server.py");
        File.WriteAllText(script, $"""
            import asyncio, os
            from aiosmtpd.controller import Controller
            from aiosmtpd.smtp import AuthResult
            class Handler:
                async def handle_RCPT(self, server, session, envelope, address, options):
                    if address.startswith('nobody@'): return '550 5.1.1 no such user'
                    envelope.rcpt_tos.append(address)
                    return '250 OK'
                async def handle_DATA(self, server, session, envelope):
                    box = '{folder}/box/bob/new'
                    os.makedirs(box, exist_ok=True)
                    with open(f'{"{"}box{"}"}/{"{"}len(os.listdir(box)){"}"}', 'wb') as f: f.write(envelope.content)
                    return '250 2.0.0 taken'
            def check(server, session, envelope, mechanism, data):
                return AuthResult(success=data.login == b'alice' and data.password == b'wonderland', handled=False)
            Controller(Handler(), hostname='127.0.0.1', port={port}, authenticator=check, auth_require_tls=False, enable_SMTPUTF8=True).start()
            asyncio.new_event_loop().run_forever()
            """ + "\n");
        return ["/usr/bin/python3", script];
    });

    // The fifth column of master.cf.
    private static string WithoutChroot(string line)
    {
        string[] columns = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (columns.Length > 4) columns[4] = "n";
        return string.Join(' ', columns);
    }
}
