using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RpcStack.Hosting.Tests;

/// <summary>Keeps what is logged of RPC.</summary>
internal sealed class RecordingLog : ILoggerProvider
{
    public ConcurrentQueue<Entry> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Entries);

    public void Dispose()
    {
    }

    public IEnumerable<Entry> Of<TCategory>(int id) =>
        Entries.Where(e => e.Category == typeof(TCategory).FullName && e.Id == id);

    internal sealed record Entry(string Category, int Id, LogLevel Level, string Text, Exception? Error);

    private sealed class Logger(string category, ConcurrentQueue<Entry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new Entry(category, eventId.Id, logLevel, formatter(state, exception), exception));
    }
}
