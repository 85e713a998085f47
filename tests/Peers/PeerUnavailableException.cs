namespace AiProxy.Peers;

/// <summary>
/// A peer cannot be started here. Where CI=true, that fails the test; elsewhere the test is skipped with the reason, by the token with
/// which a message tells xunit so (<see href="https://xunit.net/docs/getting-started/v3/whats-new#dynamically-skippable-tests"/>).
/// </summary>
public sealed class PeerUnavailableException(string reason, Exception? inner = null)
    : Exception(MustBeThere ? reason : SkipToken + reason, inner)
{
    private const string SkipToken = "$XunitDynamicSkip$";

    private static bool MustBeThere => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
