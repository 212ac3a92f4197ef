namespace RpcStack.Services.Files;

/// <summary>Why a file or directory could not be had.</summary>
public enum FileProblem
{
    /// <summary>There is none, or the directory that it should be in is none.</summary>
    NotFound = 0,

    /// <summary>There is one already.</summary>
    AlreadyExists = 1,

    /// <summary>It is a file, and a directory is needed.</summary>
    NotADirectory = 2,

    /// <summary>It is a directory, and a file is needed.</summary>
    IsADirectory = 3,

    /// <summary>The directory is not empty.</summary>
    NotEmpty = 4,

    /// <summary>It is not permitted.</summary>
    Denied = 5,

    /// <summary>The disk is full, or a quota used up.</summary>
    NoSpace = 6,

    /// <summary>The file would be larger than is allowed.</summary>
    TooLarge = 7,

    /// <summary>No name may have control characters, be longer than 255 octets, or be what the system cannot store.</summary>
    BadName = 8,

    /// <summary>The offset is negative, past the file's end, or for resuming not its end.</summary>
    BadOffset = 9,

    /// <summary>Somebody else is writing the file.</summary>
    Busy = 10,
}
