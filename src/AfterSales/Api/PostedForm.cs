using Microsoft.AspNetCore.Http;

namespace AfterSales.Api;

/// <summary>What the form of a page sent.</summary>
internal static class PostedForm
{
    /// <summary>Null for what no browser sends: no form, one that ends in its middle, or one with more or longer fields than are read.</summary>
    public static async Task<IFormCollection?> Read(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}
