using Microsoft.Extensions.Logging;

namespace AfterSales.Accounts;

public sealed partial class AccountBook
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} was created")]
    private static partial void LogCreated(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} was given other roles")]
    private static partial void LogAssigned(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} was given another password")]
    private static partial void LogPasswordSet(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} was disabled")]
    private static partial void LogDisabled(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} was enabled")]
    private static partial void LogEnabled(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} now needs a one-time code")]
    private static partial void LogTwoFactorOn(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} no longer needs a one-time code")]
    private static partial void LogTwoFactorOff(ILogger log, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token {TokenId} of account {AccountId} was made")]
    private static partial void LogTokenCreated(ILogger log, string tokenId, string accountId);

    [LoggerMessage(Level = LogLevel.Information, Message = "API token {TokenId} of account {AccountId} was revoked")]
    private static partial void LogTokenRevoked(ILogger log, string tokenId, string accountId);
}
