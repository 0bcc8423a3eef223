using System.Net;
using System.Text.Json;

namespace AfterSales.ClusterTests.Accounts;

/// <summary>Reads what an address answered.</summary>
internal static class Answers
{
    public static async Task<string?> CodeAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.MemberAsync("code");
    }

    public static async Task<string> FieldAsync(this HttpResponseMessage response, string field)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.MemberAsync(field);
    }

    private static async Task<string> MemberAsync(this HttpResponseMessage response, string name)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty(name).ToString();
    }

    public static async Task<HttpStatusCode> StatusOfAsync(this HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
