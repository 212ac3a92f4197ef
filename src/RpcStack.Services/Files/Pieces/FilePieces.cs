namespace RpcStack.Services.Files.Pieces;

/// <summary>The two contracts' words for the same things.</summary>
internal static class FilePieces
{
    public static FilesEntry Of(FileEntry entry) => new(
        entry.Name,
        entry.Kind is FileKind.Directory ? FilesKind.FilesDirectory : FilesKind.FilesRegular,
        entry.Size,
        entry.ModifiedAt);

    public static FileEntry Of(FilesEntry entry) => new(
        entry.Name,
        entry.Kind is FilesKind.FilesDirectory ? FileKind.Directory : FileKind.File,
        entry.Size,
        entry.Modified);

    public static FilesFailure Of(FileFault fault) => new(fault.Message, fault.Path);

    // The problems stand in the same order, behind FILES_OK.
    public static FilesStatus StatusOf(FileFault fault) => (FilesStatus)((int)fault.Problem + 1);

    public static FileFault Of(FilesStatus status, FilesFailure failure) =>
        new(failure.Message, (FileProblem)((int)status - 1), failure.Path);
}
