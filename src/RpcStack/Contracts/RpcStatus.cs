namespace RpcStack;

/// <summary>How a call ended: gRPC's status codes, so that the two map one to one.</summary>
public enum RpcStatus
{
    /// <summary>It succeeded.</summary>
    Ok = 0,

    /// <summary>The caller, or the caller's caller, cancelled it.</summary>
    Cancelled = 1,

    /// <summary>The handler failed in a way that its contract does not declare.</summary>
    Unknown = 2,

    /// <summary>The request could not be understood, whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first.</summary>
    DeadlineExceeded = 4,

    /// <summary>The named service or object does not exist.</summary>
    NotFound = 5,

    /// <summary>What should be made exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit was reached; the message names it.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the operation needs.</summary>
    FailedPrecondition = 9,

    /// <summary>The operation was aborted, by a conflict for example.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server does not offer the operation, or not in the caller's form.</summary>
    Unimplemented = 12,

    /// <summary>One of the two sides broke the protocol.</summary>
    Internal = 13,

    /// <summary>The peer cannot be reached, or the connection was lost.</summary>
    Unavailable = 14,

    /// <summary>Data was lost or corrupted.</summary>
    DataLoss = 15,

    /// <summary>The caller is not authenticated.</summary>
    Unauthenticated = 16,
}
