using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace AfterSales.Api;

/// <summary>What counts as one client where nobody is logged in.</summary>
public static class ClientAddress
{
    /// <summary>Whoever has one IPv6 address has its whole /64, so that is what counts as one.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
