using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AfterSales.Host.Commands;

/// <summary>The service refused or answered what was not asked for.</summary>
public sealed class ServiceRefusedException(string message) : Exception(message);

/// <summary>How a command speaks with the service: as any other client, with its token.</summary>
internal sealed class ServiceClient : IDisposable
{
    public static readonly Option<string> Url = new("--url") { Description = "Where the service is.", DefaultValueFactory = _ => AfterSalesHost.DefaultAddress };

    public static readonly Option<string?> Token = new("--token") { Description = "A bearer token or personal API token; else AFTERSALES_TOKEN of the environment." };

    // A long list takes its time; it is the command that ends it.
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private ServiceClient(Uri address, string token)
    {
        _http.BaseAddress = address;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Does the work with a client made from the options, and says in a sentence why it could not be done.</summary>
    /// <param name="whatIsLeft">A sentence about what a break in the middle leaves behind.</param>
    public static async Task<int> Run(ParseResult parsed, string whatIsLeft, Func<ServiceClient, Task<int>> work)
    {
        var token = parsed.GetValue(Token) ?? Environment.GetEnvironmentVariable("AFTERSALES_TOKEN");
        if (string.IsNullOrWhiteSpace(token)) return await Failed(parsed, "Give a token with --token or in AFTERSALES_TOKEN; POST /account/token makes one.");
        if (!Uri.TryCreate(parsed.GetValue(Url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return await Failed(parsed, $"--url is '{parsed.GetValue(Url)}': give an address such as {AfterSalesHost.DefaultAddress}.");
        try
        {
            using var client = new ServiceClient(address, token);
            return await work(client);
        }
        catch (ServiceRefusedException refused)
        {
            // In the language of the account, so it stands alone.
            return await Failed(parsed, refused.Message);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return await Failed(parsed, $"No service answers at {address} ({problem.Message.TrimEnd('.')}): start it, or give its address with --url.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException or JsonException)
        {
            return await Failed(parsed, $"It broke off: {problem.Message.TrimEnd('.')}. {whatIsLeft}");
        }
    }

    /// <summary>The answer as it comes in; a refusal is thrown.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw new ServiceRefusedException(await Sentence(response, cancellation));
    }

    /// <summary>The file to write, or a sentence about why it can't be.</summary>
    public static FileStream Create(FileInfo file)
    {
        try
        {
            return file.Create();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ServiceRefusedException($"'{file}' cannot be written: {problem.Message.TrimEnd('.')}.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> Sentence(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()! : problem.RootElement.GetProperty("code").GetString()!;
        }
        catch (Exception unknown) when (unknown is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The service answered {(int)response.StatusCode}.";
        }
    }

    private static async Task<int> Failed(ParseResult parsed, string sentence)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(sentence);
        return 2;
    }
}
