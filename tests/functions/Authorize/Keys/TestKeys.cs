using System.Security.Cryptography;
using System.Text;
using AiProxy.Authorize.Keys;

namespace AiProxy.Authorize.Tests.Keys;

internal static class TestKeys
{
    public const string Id = "0123456789ab";

    /// <summary>43 characters, with what Base64 for URLs has beside letters.</summary>
    public const string Secret = "abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE";

    public const string Header = $"Bearer aip_{Id}_{Secret}";

    public static KeyRecord Record { get; } = new(Id, "team-a", [.. SHA256.HashData(Encoding.ASCII.GetBytes(Secret))]) { UsageKey = "usage-1" };

    public static string Hash => Convert.ToHexStringLower(Record.Hash.AsSpan());
}
