using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

public abstract partial class RecordGrain<TState>
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "The outcome of a save of {Record} is unknown (attempt {Attempt}); reading again.")]
    private static partial void LogOutcomeUnknown(ILogger log, Exception failure, string record, int attempt);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Debug, Message = "{Record} could not be looked at again, and is read as it is remembered.")]
    private static partial void LogNotSeen(ILogger log, Exception failure, string record);
}
