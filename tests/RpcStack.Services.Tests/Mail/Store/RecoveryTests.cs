using System.Text;
using RpcStack.Services.Mail;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Tests.Mail.Store;

/// <summary>What a crash leaves, at each point where it can strike, and what is made of it.</summary>
public sealed class RecoveryTests : IDisposable
{
    private static readonly byte[] Message = "Subject: hi\r\n\r\n"u8.ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("rpcstack-mail").FullName;
    private readonly QueueFolder _queue;

    public RecoveryTests() => _queue = new QueueFolder(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static QueueEntry Entry(byte state, string sender = "alice@test.example", string origin = "") => new()
    {
        Id = QueueId.Next(),
        Arrived = DateTimeOffset.UtcNow,
        Envelope = new MailEnvelope(sender, [origin.Length > 0 ? "alice@test.example" : "bob@test.example"]),
        Notify = [MailNotify.Unspecified],
        States = [state],
        Origin = origin,
        OriginRecipients = origin.Length > 0 ? [0] : [],
    };

    private Maildir Bob => new(Path.Combine(_folder, "mail", "bob"));

    /// <summary>Opens the spool, and counts what bob and alice have when nothing waits any more.</summary>
    private async Task<(int Bob, int Alice)> Recover()
    {
        await using var site = new TestSite(folder: _folder);
        await site.IsIdle();
        Assert.Empty(_queue.Ids);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "drafts")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "mail", "bob", "tmp")));
        return (site.Mail("bob").Count, site.Mail("alice").Count);
    }

    [Fact]
    public async Task A_message_that_was_not_taken_yet_is_gone()
    {
        _queue.Draft(Entry(RecipientState.Pending), default, Message);
        Assert.Equal((0, 0), await Recover());
    }

    [Fact]
    public async Task A_message_that_was_taken_is_delivered()
    {
        QueueEntry entry = Entry(RecipientState.Pending);
        _queue.Draft(entry, default, Message);
        _queue.Publish(entry.Id);
        Assert.Equal((1, 0), await Recover());
        Assert.Equal((1, 0), await Recover());
    }

    [Theory]
    [InlineData(RecipientState.Pending, false)]
    [InlineData(RecipientState.Pending, true)]
    [InlineData(RecipientState.Delivered, true)]
    public async Task A_message_that_was_being_delivered_is_delivered_once(byte state, bool isWritten)
    {
        QueueEntry entry = Entry(state);
        _queue.Draft(entry, default, Message);
        _queue.Publish(entry.Id);
        if (isWritten) Bob.Draft(Maildir.NameOf(entry.Id, 0), default, Message);
        Assert.Equal((1, 0), await Recover());
    }

    [Fact]
    public async Task A_message_that_was_delivered_is_not_delivered_again()
    {
        QueueEntry entry = Entry(RecipientState.Delivered);
        _queue.Draft(entry, default, Message);
        _queue.Publish(entry.Id);
        Bob.Draft(Maildir.NameOf(entry.Id, 0), default, Message);
        Bob.Publish(Maildir.NameOf(entry.Id, 0));
        Assert.Equal((1, 0), await Recover());
    }

    [Fact]
    public async Task A_message_that_left_the_queue_before_it_was_shown_is_shown()
    {
        Bob.Draft(Maildir.NameOf(QueueId.Next(), 0), default, Message);
        Assert.Equal((1, 0), await Recover());
    }

    [Theory]
    [InlineData(RecipientState.Failed, 0, 1)]
    [InlineData(RecipientState.Pending, 1, 0)]
    public async Task A_report_goes_out_if_its_message_counts_it_as_made(byte state, int bob, int alice)
    {
        QueueEntry entry = Entry(state);
        _queue.Draft(entry, default, Message);
        _queue.Publish(entry.Id);
        _queue.Draft(Entry(RecipientState.Pending, "", entry.Id), default, Message);
        Assert.Equal((bob, alice), await Recover());
    }

    [Theory]
    [InlineData("")]
    [InlineData("rpcstack-queue 1\n\n")]
    [InlineData("rpcstack-queue 1\nstate ..\narrived 2026-11-20T00:00:00.0000000+00:00\nsender \nreturn Full\nid \nrecipient Never a@b\n\n")]
    [InlineData("rpcstack-queue 1\nstate .\narrived yesterday\nsender \nreturn Full\nid \nrecipient Never a@b\n\n")]
    [InlineData("something else altogether")]
    public async Task What_is_no_file_of_the_queue_is_set_aside(string content)
    {
        string id = QueueId.Next();
        await File.WriteAllTextAsync(Path.Combine(_folder, "queue", id), content);
        Assert.Equal((0, 0), await Recover());
        Assert.True(File.Exists(Path.Combine(_folder, "broken", id)));
    }

    [Fact]
    public async Task A_spool_has_one_process()
    {
        await using var site = new TestSite(folder: _folder);
        Assert.Throws<IOException>(() => MailSpool.Open(_folder, site.Site));
    }

    [Fact]
    public void A_file_of_the_queue_is_text_that_can_be_read()
    {
        QueueEntry entry = Entry(RecipientState.Pending);
        string[] lines = Encoding.UTF8.GetString(QueueFormat.Write(entry)).Split('\n');
        Assert.Equal(["rpcstack-queue 1", "state .", "sender alice@test.example", "return Unspecified", "id ", "recipient Unspecified bob@test.example", "", ""],
            lines.Where(line => !line.StartsWith("arrived ", StringComparison.Ordinal)));
        QueueEntry read = QueueFormat.Read(entry.Id, QueueFormat.Write(entry));
        Assert.Equal(entry.Arrived, read.Arrived);
        Assert.Equal(entry.Envelope.Recipients, read.Envelope.Recipients);
    }
}
