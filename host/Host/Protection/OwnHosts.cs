using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Protection;

/// <summary>
/// The Host names this host answers to. A page of an attacker's can give its own name this machine's address (DNS rebinding), and then its
/// requests are same-origin to the browser; only their Host header tells that they were not meant for us.
/// </summary>
/// <remarks><see href="https://www.rfc-editor.org/rfc/rfc9110#section-7.2"/></remarks>
internal sealed class OwnHosts
{
    private const string Any = "*";
    private const string SubdomainPrefix = "*.";

    private readonly bool _any;
    private readonly FrozenSet<string> _names;
    private readonly string[] _suffixes;

    public OwnHosts(IServer server, IOptions<HostOptions> options)
        : this(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], options.Value.AllowedHosts)
    {
    }

    /// <param name="urls">Where the host listens.</param>
    /// <param name="allowed">Further names, see <see cref="HostOptions.AllowedHosts"/>.</param>
    public OwnHosts(IEnumerable<string> urls, string allowed)
    {
        string[] further = allowed.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _any = further.Contains(Any);
        _suffixes = [.. further.Where(name => name.StartsWith(SubdomainPrefix, StringComparison.Ordinal)).Select(name => name[1..])];
        _names = further.Concat(urls.Select(ListenAddress.Name).OfType<string>()).Append("localhost").ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a request is for this host.</summary>
    /// <param name="host">Its Host header; empty where there is none.</param>
    /// <param name="local">The address that its connection came in on.</param>
    public bool IsOwn(HostString host, IPAddress? local)
    {
        string name = host.Host;
        if (_any || _names.Contains(name) || Array.Exists(_suffixes, suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }
        // No name can be bound to an address that is written out: whoever sends it means this machine.
        return IPAddress.TryParse(name.AsSpan().Trim("[]"), out IPAddress? address)
            && (IPAddress.IsLoopback(address) || (local is not null && Plain(address).Equals(Plain(local))));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
