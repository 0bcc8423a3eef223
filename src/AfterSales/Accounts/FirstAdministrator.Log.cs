using Microsoft.Extensions.Logging;

namespace AfterSales.Accounts;

internal sealed partial class FirstAdministrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The first administrator was made: account {AccountId}. Administrator:Password may be removed from the settings now")]
    private static partial void LogMade(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "No account exists, so nobody can log in. Set Administrator:Email and Administrator:Password (environment: Administrator__Email, Administrator__Password) and start again")]
    private static partial void LogNobodyCanLogIn(ILogger log);
}
