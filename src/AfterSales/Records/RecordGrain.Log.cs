using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

public abstract partial class RecordGrain<TState>
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "The outcome of a save of {Record} is unknown (attempt {Attempt}); reading again.")]
    private static partial void LogOutcomeUnknown(ILogger log, Exception failure, string record, int attempt);
}
