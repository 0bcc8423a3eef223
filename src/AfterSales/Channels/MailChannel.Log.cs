using Microsoft.Extensions.Logging;

namespace AfterSales.Channels;

public sealed partial class MailChannel
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "The mail server refused message {Message} with {Status}.")]
    private static partial void LogRefused(ILogger log, string message, int status);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "The mail server did not take message {Message}.")]
    private static partial void LogNotTaken(ILogger log, Exception failure, string message);
}
