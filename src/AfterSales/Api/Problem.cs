using AfterSales.Api.Engine;
using AfterSales.Api.Wording;
using AfterSales.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Api;

/// <summary>
/// What an address that does not speak GraphQL refuses: <c>application/problem+json</c> with the <c>code</c> that the GraphQL API would give, and a
/// sentence in the caller's language.
/// </summary>
internal static class Problem
{
    public static ProblemHttpResult Of(HttpContext http, int status, Refusal refusal) =>
        Of(status, refusal.Code, RefusalWording.Word(refusal, LanguageOf(http)), refusal is InputInvalid invalid ? invalid.Issues : null);

    public static ProblemHttpResult Of(HttpContext http, int status, string code, params (string Name, object? Value)[] facts) =>
        Of(status, code, RefusalWording.Word(code, facts, LanguageOf(http)));

    public static ProblemHttpResult Of(int status, string code, string sentence, IReadOnlyList<InputIssue>? issues = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (issues is not null) extensions["issues"] = issues;
        return TypedResults.Problem(statusCode: status, detail: sentence, extensions: extensions);
    }

    private static string LanguageOf(HttpContext http) => HttpEndpoint.ContextOf(http).Language;
}
