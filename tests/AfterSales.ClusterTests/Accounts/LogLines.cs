using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AfterSales.ClusterTests.Accounts;

/// <summary>What was logged, so that tests can look for what must or must not be there.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
