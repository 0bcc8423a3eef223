namespace AfterSales.Host;

/// <summary>A setting with which the service can't start; the message is one sentence that says what to do.</summary>
public sealed class WrongSettingException(string message, Exception? cause = null) : Exception(message, cause);
