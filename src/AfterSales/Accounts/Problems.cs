using AfterSales.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Accounts;

/// <summary>A refusal as <c>application/problem+json</c> with a <c>code</c>, for addresses that do not speak GraphQL.</summary>
internal static class Problems
{
    /// <summary>The code under which clients of the GraphQL API know the same answer.</summary>
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";

    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";

    public const string TooManyRequests = "TOO_MANY_REQUESTS";

    public static int StatusOf(Refusal refusal) =>
        refusal is InputInvalid ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;

    public static IResult Of(Refusal refusal) => Of(StatusOf(refusal), refusal.Code, refusal is InputInvalid invalid ? invalid.Issues : null);

    public static Task WriteAsync(HttpContext context, int status, string code) => Of(status, code, issues: null).ExecuteAsync(context);

    private static ProblemHttpResult Of(int status, string code, IReadOnlyList<InputIssue>? issues)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (issues is not null) extensions["issues"] = issues;
        return TypedResults.Problem(statusCode: status, extensions: extensions);
    }
}
