using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

public sealed partial class Courier
{
    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, Message = "Effect {Effect} could not be delivered to {Target}.")]
    private static partial void LogCouldNotDeliver(ILogger log, Exception failure, string effect, string target);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "The effects of {Source} could not be served now.")]
    private static partial void LogCouldNotServe(ILogger log, Exception failure, string source);
}
