using Microsoft.Extensions.Logging;

namespace AfterSales.Accounts;

internal sealed partial class ApiTokenHandler
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of API token {TokenId} could not be noted")]
    private static partial void LogUseNotNoted(ILogger log, Exception failure, string tokenId);
}
