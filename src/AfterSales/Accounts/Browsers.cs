using Microsoft.AspNetCore.Http;

namespace AfterSales.Accounts;

/// <summary>Tells a person opening a page from a program calling an address: only the first is helped by the log-in page.</summary>
internal static class Browsers
{
    private static readonly PathString GraphQL = "/graphql";

    public static bool Asks(HttpRequest request) =>
        !request.Path.StartsWithSegments(GraphQL, StringComparison.OrdinalIgnoreCase)
        && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>A page can be opened again after the log-in; what a form has posted is lost by then.</summary>
    public static bool OpensPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && Asks(request);
}
