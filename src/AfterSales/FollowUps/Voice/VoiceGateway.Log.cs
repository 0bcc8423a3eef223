using AfterSales.Channels;
using Microsoft.Extensions.Logging;

namespace AfterSales.FollowUps.Voice;

public sealed partial class VoiceGateway
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "The voice gateway answered {Status} to call {Call}.")]
    private static partial void LogAnswered(ILogger log, string call, int status);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "The voice gateway did not answer when it was offered call {Call}: {Failure}.")]
    private static partial void LogDidNotAnswer(ILogger log, string call, PostFailure? failure);
}
