using System.Security.Cryptography;
using System.Text;

namespace AiProxy.Simulators.Replies;

/// <summary>Signs thoughts, so that what comes back can be told from what was made up or changed on the way.</summary>
internal static class Signature
{
    public static string Of(string thoughts) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("simulated:" + thoughts)));

    public static bool IsOf(string? signature, string thoughts) => signature == Of(thoughts);
}
