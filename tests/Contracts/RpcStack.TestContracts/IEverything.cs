using System.Collections.Immutable;

namespace RpcStack.TestContracts;

/// <summary>Every shape that a parameter or result can have.</summary>
[RpcContract]
public partial interface IEverything
{
    ValueTask<Everything> EchoAsync(Everything value, CancellationToken cancel = default);

    Task<Everything?> EchoOptionalAsync(Everything? value);

    Task<string?> TextAsync(string? text);

    ValueTask<int?> NumberAsync(int? number);

    ValueTask<(int Sum, string Text)> TupleAsync((int Left, int Right) pair, DayOfWeek day);

    ValueTask<Figure> FigureAsync(Figure figure);

    ValueTask<Point> PointAsync(Point point);

    ValueTask<ImmutableArray<Point>> PointsAsync(Point[] points, List<Point> more);

    ValueTask<Dictionary<string, Tree>> TreesAsync(IReadOnlyDictionary<string, Tree> trees);

    ValueTask<Page<Entry>> PageAsync(Box<Page<string>> box);

    ValueTask<ReadOnlyMemory<byte>> MemoryAsync(ReadOnlyMemory<byte> memory, byte[] bytes);

    ValueTask<string> KeywordsAsync(string @class, int @event, bool @return, string value, string request);

    ValueTask NothingAsync();

    Task NothingAtAllAsync(CancellationToken cancel);

    [RpcOperation(Name = "find.by-id")]
    ValueTask<string> FindAsync(Guid id);

    [RpcOperation(Name = "FindByName")]
    ValueTask<string> FindAsync(string name);

    IAsyncEnumerable<Figure?> FiguresAsync(IAsyncEnumerable<string?> names);

    Task UploadAsync(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancel);

    IAsyncEnumerable<Entry> EntriesAsync();
}
