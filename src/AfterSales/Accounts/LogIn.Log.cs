using Microsoft.Extensions.Logging;

namespace AfterSales.Accounts;

// Accounts are named by their key: an e-mail address is personal, and a mistyped one may hold a password.
public sealed partial class LogIn
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} logged in")]
    private static partial void LogLoggedIn(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Log-in to account {AccountId} failed")]
    private static partial void LogFailed(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Log-in failed: no open account has this e-mail address")]
    private static partial void LogFailedAsUnknown(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Log-in to account {AccountId} refused: locked after too many wrong tries")]
    private static partial void LogLockedOut(ILogger log, string accountId);
}
