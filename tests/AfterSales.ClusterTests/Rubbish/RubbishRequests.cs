using System.Net.Http.Headers;
using System.Text;
using GraphQL.Types;

namespace AfterSales.ClusterTests.Rubbish;

/// <param name="Text">How a failure is told: enough to send it again.</param>
internal sealed record RubbishRequest(string Person, HttpRequestMessage Message, string Text);

/// <summary>Requests by number: the same number and seed make the same request.</summary>
/// <param name="people">Who sends it; the empty name has no log-in.</param>
/// <param name="strangers">Those of them who may not see what the branch with the secret keeps.</param>
internal sealed class RubbishRequests(int seed, ISchema schema, IReadOnlyList<string> known, IReadOnlyList<string> people, IReadOnlyList<string> strangers)
{
    private static readonly string[] Paths =
    [
        "/graphql", "/account/token", "/account/token/refresh", "/account/login", "/account/logout", "/files", "/imports/customers", "/imports/technicians", "/imports/calendars", "/imports/x", "/exports/tickets",
        "/exports/customers", "/exports/x", "/survey/", "/questionnaire/", "/contracts/ct-1/expiry-letter", "/registers/customer-file/", "/registers/call-list/", "/registers/letter-list/",
        "/registers/letter/", "/voice/reports", "/health/ready", "/preferences", "/", "/tickets", "/customers", "/calls", "/favicon.ico", "/_framework/blazor.web.js", "/.env", "/%00", "/%2e%2e/%2e%2e/etc/passwd",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-16", "application/graphql", "application/graphql-response+json", "text/csv", "text/calendar", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data",
        "application/x-www-form-urlencoded", "image/png", ";;;", "",
    ];

    public RubbishRequest Number(int number)
    {
        var random = new Random(HashCode(number));
        var values = new RubbishValues(random, known);
        var person = values.Of(people);
        var documents = new RubbishDocuments(schema, values, mayCarry: strangers.Contains(person));
        var (message, text) = random.Next(100) switch
        {
            < 70 => Operation(documents.Next()),
            < 76 => Operation((documents.Bomb(), "{}")),
            < 82 => Post("/graphql", BadJson(values), "application/json"),
            < 86 => Post("/imports/" + values.Of(["customers?branchId=b-cd", "products?branchId=b-cd", "contracts?branchId=b-sh", "technicians?branchId=b-cd", "calendars?branchId=b-cd"]), Csv(values), "text/csv"),
            < 89 => Get("/graphql?query=" + Uri.EscapeDataString(documents.Next().Document) + "&variables=" + Uri.EscapeDataString(values.Json())),
            < 92 => Get($"/exports/{values.Of(["tickets", "customers", "followUps", "contracts", "x"])}?where={Uri.EscapeDataString(values.Json())}&order={Uri.EscapeDataString(values.Json())}"),
            < 95 => Get(values.Of(Paths) + Uri.EscapeDataString(Start(values.Text()))),
            _ => Post(values.Of(Paths), values.OneIn(2) ? values.Json() : values.Text(), values.Of(Types)),
        };
        if (values.OneIn(10)) Trick(message, values);
        return new(person, message, $"request {number} of seed {seed} as {(person.Length > 0 ? person : "nobody")}: {text}");
    }

    private int HashCode(int number) => unchecked((seed * 486_187_739) + number);

    private static (HttpRequestMessage, string) Operation((string Document, string Variables) operation)
    {
        // Not interpolated: that would leave arrays of megabytes in the shared pool, which are counted as memory of the service.
        var body = string.Concat("{\"query\":", System.Text.Json.JsonSerializer.Serialize(operation.Document), ",\"variables\":", operation.Variables + "}");
        return Post("/graphql", body, "application/json");
    }

    private static (HttpRequestMessage, string) Post(string path, string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return (new(HttpMethod.Post, path) { Content = content }, $"POST {path} ({type}) {Short(body)}");
    }

    private static (HttpRequestMessage, string) Get(string address)
    {
        // The line of a request has a length of its own, which is the server's business.
        var path = address.Length > 7_000 ? address[..7_000].TrimEnd('%', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9') : address;
        return (new(HttpMethod.Get, path), $"GET {Short(path)}");
    }

    private static string BadJson(RubbishValues values) => values.Below(8) switch
    {
        0 => "",
        1 => values.Json(),
        2 => "[" + values.Json() + "]",
        3 => new string('{', 10_000),
        4 => "{\"query\":" + values.Json() + ",\"variables\":" + values.Json() + ",\"operationName\":" + values.Json() + ",\"extensions\":" + values.Json() + "}",
        5 => "{\"query\":\"{ me { name } }\",\"query\":" + values.Json() + "}",
        6 => "\u0000\u0001\u0002",
        _ => "{\"documentId\":" + values.Json() + ",\"variables\":" + values.Json() + "}",
    };

    private static string Csv(RubbishValues values)
    {
        var list = new StringBuilder(values.Of(["name,phone,address\n", "姓名,电话\n", "nombre;teléfono\n", "\"\n", "a,a,a\n", "", string.Join(',', Enumerable.Range(0, 3_000)) + "\n", "reference,name,phone,model,serial,purchased_on\n"]));
        for (var line = values.Below(12); line > 0; line--)
            list.Append(string.Join(values.Of([",", ";", "\t", ",,,,,,,"]), Enumerable.Range(0, values.Below(8)).Select(_ => values.OneIn(3) ? values.Text() : "\"" + values.Text() + "\""))).Append('\n');
        return list.ToString();
    }

    private static void Trick(HttpRequestMessage message, RubbishValues values)
    {
        switch (values.Below(8))
        {
            case 0: message.Headers.TryAddWithoutValidation("Accept", values.Of(["image/png", "*/*;q=0", "application/json;q=2", ",,,", "text/html"])); break;
            case 1: message.Headers.TryAddWithoutValidation("Accept-Language", values.Of(["zh-Hant-TW;q=x", "*", "xx", new string('a', 4_000), "es;q=0.0001,,"])); break;
            case 2: message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", values.Of(["x", "as_x", "as_" + new string('0', 2_000), "eyJhbGciOiJub25lIn0.e30.", "..."])); break;
            case 3: message.Headers.TryAddWithoutValidation("Cookie", values.Of(["a", "=", ".AspNetCore.Identity.Application=x", new string('c', 4_000)])); break;
            case 4: message.Headers.TryAddWithoutValidation("X-Forwarded-For", "' or 1=1"); break;
            case 5: message.Headers.TryAddWithoutValidation("Content-Encoding", values.Of(["gzip", "br", "x"])); break;
            case 6: message.Method = new HttpMethod(values.Of(["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "PROPFIND"])); break;
            default: message.Headers.TryAddWithoutValidation("Host", values.Of(["evil.example", "127.0.0.1"])); break;
        }
    }

    private static string Start(string text) => text[..Math.Min(200, text.Length)];

    private static string Short(string text) => text.Length > 4_000 ? text[..2_000] + " … " + text[^2_000..] : text;
}
