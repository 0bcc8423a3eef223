using System.Diagnostics;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using Microsoft.Extensions.Logging;

namespace AfterSales.Api.Engine;

/// <summary>What clients learn of errors: the code and a sentence; of our own failures only a trace identifier, the rest stands in the log.</summary>
internal sealed partial class ErrorAnswers(Readers readers, ILogger<ErrorAnswers> logger)
{
    private const int MostErrors = 20;
    private const int LongestMessage = 1_000;

    public async Task Handle(UnhandledExceptionContext failure)
    {
        var context = (failure.Context?.UserContext ?? failure.ExecutionOptions?.UserContext) as RequestContext;
        if (failure.OriginalException is RequestException refused)
        {
            failure.Exception = new ExecutionError(
                await readers.Word(refused.Code, refused.Facts, context!.Caller, context.Language, failure.Context?.CancellationToken ?? default)) { Code = refused.Code };
            return;
        }
        failure.Exception = Of(failure.OriginalException, context);
    }

    /// <summary>Logs a failure and makes its answer: what we stand on may work the next time, a mistake of ours will not.</summary>
    public ExecutionError Of(Exception failure, RequestContext? context)
    {
        var code = Infrastructure.Failed(failure) ? "TRY_AGAIN" : "INTERNAL";
        var trace = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("n");
        LogFailure(failure, trace);
        var error = new ExecutionError(RefusalWording.Word(code, [], context?.Language ?? RefusalWording.DefaultLanguage)) { Code = code };
        error.AddExtension("traceId", trace);
        return error;
    }

    /// <summary>Gives errors that a scalar raised while an operation was read their own code and the caller's language.</summary>
    public static void Word(ExecutionResult result, RequestContext context)
    {
        if (result.Errors is not { Count: > 0 } errors || !errors.Any(e => e.InnerException is RequestException)) return;
        var worded = new ExecutionErrors();
        foreach (var error in errors)
        {
            if (error.InnerException is not RequestException refused)
            {
                worded.Add(error);
                continue;
            }
            var answer = context.Error(refused.Code, [.. refused.Facts]);
            foreach (var location in error.Locations ?? []) answer.AddLocation(location);
            worded.Add(answer);
        }
        result.Errors = worded;
    }

    /// <summary>
    /// Of a document that was not carried out, the first mistakes are enough, and of each what fits a few lines: a small wrong document could else ask for megabytes of sentences.
    /// </summary>
    public static void KeepTheFirst(ExecutionResult result)
    {
        if (result.Executed || result.Errors is not { } errors) return;
        if (errors.Count <= MostErrors && errors.All(error => error.Message.Length <= LongestMessage)) return;
        result.Errors = [];
        result.Errors.AddRange(errors.Take(MostErrors).Select(Shortened));
    }

    private static ExecutionError Shortened(ExecutionError error)
    {
        if (error.Message.Length <= LongestMessage) return error;
        var end = char.IsHighSurrogate(error.Message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage;
        var told = new ExecutionError($"{error.Message[..end]}…") { Code = error.Code };
        foreach (var location in error.Locations ?? []) told.AddLocation(location);
        if (error is ValidationError { Number: { } number }) told.AddExtension("number", number);
        return told;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A GraphQL operation failed, trace {Trace}")]
    private partial void LogFailure(Exception failure, string trace);
}
