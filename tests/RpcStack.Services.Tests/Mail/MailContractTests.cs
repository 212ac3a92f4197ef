using RpcStack.Services.Mail;

namespace RpcStack.Services.Tests.Mail;

/// <summary>The contract as peers know it, whatever it is written in.</summary>
public class MailContractTests
{
    private const string Known = """
        contract RpcStack.Services.Mail.MailSender
          1 Send(envelope: RpcStack.Services.Mail.MailEnvelope, message: bytes) -> RpcStack.Services.Mail.MailReceipt throws RpcStack.Services.Mail.AuthenticationError, RpcStack.Services.Mail.DataError, RpcStack.Services.Mail.HeloError, RpcStack.Services.Mail.NotSupported, RpcStack.Services.Mail.RecipientsRefused, RpcStack.Services.Mail.SenderRefused
        message RpcStack.Services.Mail.AuthenticationError
          0 Reply RpcStack.Services.Mail.MailReply
        message RpcStack.Services.Mail.DataError
          0 Reply RpcStack.Services.Mail.MailReply
        message RpcStack.Services.Mail.HeloError
          0 Reply RpcStack.Services.Mail.MailReply
        message RpcStack.Services.Mail.MailEnvelope
          0 Sender string
          1 Recipients list<string>
          2 Notify RpcStack.Services.Mail.MailNotify
          3 Return RpcStack.Services.Mail.MailReturn
          4 Id string
        enum RpcStack.Services.Mail.MailNotify int32
          Unspecified = 0
          Never = 1
          Failure = 2
          Success = 3
          SuccessAndFailure = 4
        message RpcStack.Services.Mail.MailReceipt
          0 Reply RpcStack.Services.Mail.MailReply
          1 Refused list<RpcStack.Services.Mail.RefusedRecipient>
        message RpcStack.Services.Mail.MailReply
          0 Code int32
          1 Status string
          2 Text string
        enum RpcStack.Services.Mail.MailReturn int32
          Unspecified = 0
          Full = 1
          Headers = 2
        message RpcStack.Services.Mail.NotSupported
          0 Extension string
          1 Reason string
        message RpcStack.Services.Mail.RecipientsRefused
          0 Refused list<RpcStack.Services.Mail.RefusedRecipient>
        message RpcStack.Services.Mail.RefusedRecipient
          0 Address string
          1 Reply RpcStack.Services.Mail.MailReply
        message RpcStack.Services.Mail.SenderRefused
          0 Sender string
          1 Reply RpcStack.Services.Mail.MailReply

        """;

    [Fact]
    public void The_contract_has_the_schema_that_its_peers_know() =>
        Assert.Equal(Known, MailSenderOperations.Contract.Schema.Text);
}
