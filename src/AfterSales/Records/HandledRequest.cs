using System.Security.Cryptography;
using System.Text.Json;

namespace AfterSales.Records;

/// <summary>How a request is remembered, so that its repeat gets the first answer.</summary>
/// <param name="Id">Caller and request id: two callers never share one.</param>
/// <param name="Input">A hash of what was asked.</param>
/// <param name="RequestId">The id as the client gave it; null when the shell made one, which only its own retries look up.</param>
internal sealed record HandledRequest(string Id, string Input, string? RequestId)
{
    public static HandledRequest Of<T>(Intent<T> request)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request.Body, RecordJson.State);
        var input = $"{typeof(T).Name}:{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return new HandledRequest($"{request.Caller.Account}:{request.Id ?? Guid.CreateVersion7().ToString("N")}", input, request.Id);
    }
}
