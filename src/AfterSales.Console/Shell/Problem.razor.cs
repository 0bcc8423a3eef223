using AfterSales.Console.Api;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace AfterSales.Console.Shell;

public sealed partial class Problem(ILogger<Problem> logger) : ComponentBase
{
    protected override void OnInitialized()
    {
        if (Exception is not NotAnsweredException) LogBroken(Exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page of the console broke")]
    private partial void LogBroken(Exception problem);
}
