using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Accounts;

/// <summary>The log-in page: plain HTML without a script, so that it works before anything else does.</summary>
internal static class LogInPage
{
    public const string Path = "/account/login";
    public const string Email = "email";
    public const string Password = "password";
    public const string OneTimeCode = "code";
    public const string ReturnUrl = "returnUrl";

    private const int LongestLink = 2048;

    /// <summary>The page is UTF-8 and says so: Chinese need not be spelled in numbers.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string Style = ReadStyle();
    private static readonly string StyleVersion = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))[..12];

    public static async Task WriteAsync(HttpContext context, int status, Func<LogInWords, string>? problem = null)
    {
        var words = LogInWords.For(context.Request);
        var form = status == StatusCodes.Status429TooManyRequests ? null : await PostedForm.Read(context);
        var page = new Page(context, words, problem?.Invoke(words), Given(Email), Given(ReturnUrl));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentLanguage = words.Language;
        var html = page.Render();
        Guard(context.Response);
        await context.Response.WriteAsync(html, context.RequestAborted);

        // A link may name the account to log in to.
        string Given(string name) => form?[name].ToString() is { Length: > 0 } posted ? posted
            : context.Request.Query[name].ToString() is { Length: <= LongestLink } linked ? linked : "";
    }

    public static Task WriteStyleAsync(HttpContext context)
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return context.Response.WriteAsync(Style, context.RequestAborted);
    }

    /// <summary>The page needs its style and its form; whatever else somebody smuggles in is not run, shown or framed.</summary>
    private static void Guard(HttpResponse response)
    {
        response.Headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers[HeaderNames.CacheControl] = "no-store";
    }

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("accounts/login.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class Page(HttpContext context, LogInWords words, string? problem, string email, string returnUrl)
    {
        private readonly string root = Html(context.Request.PathBase.Value ?? "");
        private readonly string hidden = Hidden(context, returnUrl);

        public string Render() => $"""
            <!doctype html>
            <html lang="{words.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{(problem is null ? "" : Html(words.Problem) + " – ")}{Html(words.Title)} – AfterSales</title>
            <link rel="stylesheet" href="{root}{Path}.css?v={StyleVersion}">
            </head>
            <body>
            <main>
            <p class="product">AfterSales</p>
            <h1>{Html(words.Title)}</h1>
            {(problem is null ? "" : $"""<p class="problem" id="problem" role="alert">{Html(problem)}</p>""")}
            <form method="post" action="{root}{Path}">
            {hidden}
            <label for="email">{Html(words.Email)}</label>
            <input id="email" name="{Email}" type="email" autocomplete="username" maxlength="{LogIn.LongestInput}" required {(email.Length == 0 ? "autofocus" : "")} value="{Html(email)}">
            <label for="password">{Html(words.Password)}</label>
            <input id="password" name="{Password}" type="password" autocomplete="current-password" maxlength="{LogIn.LongestInput}" required {(email.Length == 0 ? "" : "autofocus")} value="{Html(DemoPassword())}">
            <label for="code">{Html(words.OneTimeCode)}</label>
            <input id="code" name="{OneTimeCode}" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" aria-describedby="code-hint">
            <p class="hint" id="code-hint">{Html(words.OneTimeCodeHint)}</p>
            <button type="submit">{Html(words.Title)}</button>
            </form>
            {OtherProvider()}
            {DemoLogIns()}
            </main>
            </body>
            </html>
            """;

        private string OtherProvider()
        {
            var settings = context.RequestServices.GetRequiredService<IOptions<OpenIdSettings>>().Value;
            if (!settings.IsOn) return "";
            var address = $"{root}{OpenIdSetup.Path}{(returnUrl.Length == 0 ? "" : $"?{ReturnUrl}={Uri.EscapeDataString(returnUrl)}")}";
            return $"""<p class="other"><a id="openid" href="{Html(address)}">{Html(string.Format(CultureInfo.InvariantCulture, words.WithProvider, settings.Name))}</a></p>""";
        }

        /// <summary>Who follows a link to a demo log-in need not look its password up.</summary>
        private string DemoPassword() => problem is null && context.RequestServices.GetService<IDemoLogIns>() is { } demo
            ? demo.All.FirstOrDefault(logIn => logIn.Email == email).Password ?? "" : "";

        private string DemoLogIns()
        {
            if (context.RequestServices.GetService<IDemoLogIns>() is not { All.Count: > 0 } demo) return "";
            var forms = demo.All.Select(logIn => $"""
                <li><form method="post" action="{root}{Path}">
                {hidden}
                <input type="hidden" name="{Email}" value="{Html(logIn.Email)}">
                <input type="hidden" name="{Password}" value="{Html(logIn.Password)}">
                <button type="submit" class="demo"><strong>{Html(logIn.Role)}</strong> <span>{Html(logIn.Email)}</span></button>
                </form></li>
                """);
            return $"""
                <section aria-labelledby="demo">
                <h2 id="demo">{Html(words.Demo)}</h2>
                <ul>
                {string.Join('\n', forms)}
                </ul>
                </section>
                """;
        }

        private static string Hidden(HttpContext context, string returnUrl)
        {
            var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
            return $"""
                <input type="hidden" name="{tokens.FormFieldName}" value="{Html(tokens.RequestToken!)}">
                <input type="hidden" name="{ReturnUrl}" value="{Html(returnUrl)}">
                """;
        }

        private static string Html(string text) => Encoder.Encode(text);
    }
}
