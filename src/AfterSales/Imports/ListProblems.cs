using AfterSales.Api.Wording;
using AfterSales.Records;
using Microsoft.AspNetCore.Http;

namespace AfterSales.Imports;

/// <summary>Why a list is neither taken nor given, as <c>application/problem+json</c> with the code that the GraphQL API would give.</summary>
internal static class ListProblems
{
    public static Task Write(HttpContext http, int status, Refusal refusal, string language) =>
        Write(http, status, refusal.Code, RefusalWording.Word(refusal, language), refusal is InputInvalid invalid ? invalid.Issues : null);

    public static Task Write(HttpContext http, int status, string code, IReadOnlyList<(string Name, object? Value)> facts, string language) =>
        Write(http, status, code, RefusalWording.Word(code, facts, language), issues: null);

    public static Task Write(HttpContext http, int status, string code, string sentence, IReadOnlyList<InputIssue>? issues)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (issues is not null) extensions["issues"] = issues;
        return TypedResults.Problem(statusCode: status, detail: sentence, extensions: extensions).ExecuteAsync(http);
    }
}
