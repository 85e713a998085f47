using System.Net;

namespace AiProxy.Host;

/// <summary>What an address that the host listens on means to others.</summary>
internal static class ListenAddress
{
    /// <summary>Whether only this machine can reach it.</summary>
    public static bool IsLoopback(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>The host that a client on this machine can put into a URL: an address that means all of them is none.</summary>
    public static string ForClients(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        return IsEveryAddress(address.Host) ? $"{address.Scheme}://127.0.0.1:{address.Port}" : url;
    }

    /// <summary>The name or address in it, or null where it stands for all of them.</summary>
    public static string? Name(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        return IsEveryAddress(address.Host) || address.IsUnixPipe || address.IsNamedPipe ? null : address.Host;
    }

    private static bool IsEveryAddress(string host) =>
        host is "*" or "+" || (IPAddress.TryParse(host, out IPAddress? ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
}
