using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Verify.Tests.Transport;

/// <summary>Keeps what a server logs, exceptions included.</summary>
internal sealed class QueueLoggerProvider(ConcurrentQueue<(LogLevel Level, string Text)> log, LogLevel least = LogLevel.Information) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
        log.Enqueue((level, $"{id.Name}: {format(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
