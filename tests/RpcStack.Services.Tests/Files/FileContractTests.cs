using RpcStack.Services.Files;

namespace RpcStack.Services.Tests.Files;

/// <summary>The contract as peers know it, whatever it is written in.</summary>
public class FileContractTests
{
    private const string Known = """
        contract RpcStack.Services.Files.FileTransfer
          0 List(path: string) -> stream RpcStack.Services.Files.FileEntry idempotent throws RpcStack.Services.Files.FileFault
          1 Stat(path: string) -> RpcStack.Services.Files.FileEntry idempotent throws RpcStack.Services.Files.FileFault
          2 Read(path: string, offset: int64) -> stream RpcStack.Services.Files.FileTransfer.Read.Result idempotent throws RpcStack.Services.Files.FileFault
          3 Write(path: string) stream RpcStack.Services.Files.FileTransfer.Write.Item -> RpcStack.Services.Files.FileTransfer.Write.Result throws RpcStack.Services.Files.FileFault
          4 Resume(path: string, offset: int64) stream RpcStack.Services.Files.FileTransfer.Resume.Item -> RpcStack.Services.Files.FileTransfer.Resume.Result throws RpcStack.Services.Files.FileFault
          5 Delete(path: string) -> () throws RpcStack.Services.Files.FileFault
          6 Rename(from: string, to: string) -> () throws RpcStack.Services.Files.FileFault
          7 MakeDirectory(path: string) -> () throws RpcStack.Services.Files.FileFault
        message RpcStack.Services.Files.FileEntry
          0 Name string
          1 Kind RpcStack.Services.Files.FileKind
          2 Size int64
          3 ModifiedAt int64
        message RpcStack.Services.Files.FileFault
          0 Message string
          1 Problem RpcStack.Services.Files.FileProblem
          2 Path string
        enum RpcStack.Services.Files.FileKind int32
          File = 0
          Directory = 1
        enum RpcStack.Services.Files.FileProblem int32
          NotFound = 0
          AlreadyExists = 1
          NotADirectory = 2
          IsADirectory = 3
          NotEmpty = 4
          Denied = 5
          NoSpace = 6
          TooLarge = 7
          BadName = 8
          BadOffset = 9
          Busy = 10
        message RpcStack.Services.Files.FileTransfer.Read.Result
          0 value bytes
        message RpcStack.Services.Files.FileTransfer.Resume.Item
          0 value bytes
        message RpcStack.Services.Files.FileTransfer.Resume.Result
          0 value int64
        message RpcStack.Services.Files.FileTransfer.Write.Item
          0 value bytes
        message RpcStack.Services.Files.FileTransfer.Write.Result
          0 value int64

        """;

    private const string KnownObjects = """
        contract RpcStack.Services.Files.RemoteDirectory
          0 List() -> stream RpcStack.Services.Files.FileEntry idempotent throws RpcStack.Services.Files.FileFault
          1 Stat(path: string) -> RpcStack.Services.Files.FileEntry idempotent throws RpcStack.Services.Files.FileFault
          2 Walk(path: string) -> RpcStack.Services.Files.RemoteDirectory.Walk.Result throws RpcStack.Services.Files.FileFault
          3 Open(path: string, mode: RpcStack.Services.Files.OpenMode) -> RpcStack.Services.Files.RemoteDirectory.Open.Result throws RpcStack.Services.Files.FileFault
          4 Delete(path: string) -> () throws RpcStack.Services.Files.FileFault
          5 Rename(from: string, to: string) -> () throws RpcStack.Services.Files.FileFault
          6 MakeDirectory(path: string) -> () throws RpcStack.Services.Files.FileFault
        message RpcStack.Services.Files.FileEntry
          0 Name string
          1 Kind RpcStack.Services.Files.FileKind
          2 Size int64
          3 ModifiedAt int64
        message RpcStack.Services.Files.FileFault
          0 Message string
          1 Problem RpcStack.Services.Files.FileProblem
          2 Path string
        enum RpcStack.Services.Files.FileKind int32
          File = 0
          Directory = 1
        enum RpcStack.Services.Files.FileProblem int32
          NotFound = 0
          AlreadyExists = 1
          NotADirectory = 2
          IsADirectory = 3
          NotEmpty = 4
          Denied = 5
          NoSpace = 6
          TooLarge = 7
          BadName = 8
          BadOffset = 9
          Busy = 10
        enum RpcStack.Services.Files.OpenMode int32
          Read = 0
          Update = 1
          Replace = 2
        message RpcStack.Services.Files.RemoteDirectory.Open.Result
          0 value ref RpcStack.Services.Files.RemoteFile
        message RpcStack.Services.Files.RemoteDirectory.Walk.Result
          0 value ref RpcStack.Services.Files.RemoteDirectory

        """;

    [Fact]
    public void The_contract_has_the_schema_that_its_peers_know() =>
        Assert.Equal(Known, FileTransferOperations.Contract.Schema.Text);

    [Fact]
    public void So_have_the_objects() =>
        Assert.Equal(KnownObjects, RemoteDirectoryOperations.Contract.Schema.Text);
}
