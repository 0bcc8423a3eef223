using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.Imports;

namespace AfterSales.Host.Commands;

/// <summary>The service refused or answered what was not asked for.</summary>
public sealed class ImportFailedException(string message) : Exception(message);

/// <summary>Sends pieces of a list to the API.</summary>
internal sealed class ImportClient : IDisposable
{
    private const string Document = """
        mutation($input: ImportCustomersInput!) { importCustomers(input: $input) {
          importReport { customers products rejected rejects { line reason text } } errors { ... on Error { message } } } }
        """;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly string _branchId;

    public ImportClient(Uri address, string token, string branchId)
    {
        _http.BaseAddress = address;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _branchId = branchId;
    }

    public async Task<ImportReport> Send(ListBatch batch, CancellationToken cancellation)
    {
        var variables = new { input = new { branchId = _branchId, csv = batch.Csv, firstLine = batch.FirstLine } };
        using var response = await _http.PostAsJsonAsync("/graphql", new { query = Document, variables }, cancellation);
        if (response.StatusCode == System.Net.HttpStatusCode.Unauthorized) throw new ImportFailedException("The token is not valid or has expired.");
        var text = await response.Content.ReadAsStringAsync(cancellation);
        using var answer = JsonDocument.Parse(text);
        if (MessageIn(answer.RootElement) is { } refused) throw new ImportFailedException(refused);
        var payload = answer.RootElement.GetProperty("data").GetProperty("importCustomers");
        if (MessageIn(payload) is { } refusal) throw new ImportFailedException(refusal);
        return payload.GetProperty("importReport").Deserialize<ImportReport>(JsonSerializerOptions.Web)!;
    }

    public void Dispose() => _http.Dispose();

    private static string? MessageIn(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
            ? errors[0].GetProperty("message").GetString() : null;
}
