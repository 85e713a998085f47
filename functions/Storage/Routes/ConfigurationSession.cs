using Amazon.AppConfigData;
using Amazon.AppConfigData.Model;

namespace AiProxy.Storage.Routes;

/// <summary>
/// Polls a configuration. Each poll hands out the token of the next one, which is good once: where a poll fails, whatever it was, a new session starts
/// with the next.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-retrieving-the-configuration.html"/></remarks>
internal sealed class ConfigurationSession(IAmazonAppConfigData appConfig, ConfigurationName name)
{
    // The least that AppConfig lets a session ask for, seconds; what it answers with may be more.
    private const int MinPollSeconds = 15;

    private string? _token;

    /// <summary>What there is to know since the poll before.</summary>
    /// <param name="Content">The content; null where it is as before.</param>
    /// <param name="Label">The version's label, where it has one.</param>
    /// <param name="Interval">How long AppConfig wants the next poll to wait.</param>
    public sealed record Poll(byte[]? Content, string? Label, TimeSpan Interval);

    public async Task<Poll> PollAsync(CancellationToken cancellationToken)
    {
        string token = _token ?? await StartAsync(cancellationToken);
        _token = null;
        GetLatestConfigurationResponse latest = await appConfig.GetLatestConfigurationAsync(
            new GetLatestConfigurationRequest { ConfigurationToken = token }, cancellationToken);
        _token = latest.NextPollConfigurationToken;
        byte[]? content = latest.Configuration is { Length: > 0 } body ? body.ToArray() : null;
        return new Poll(content, latest.VersionLabel, TimeSpan.FromSeconds(latest.NextPollIntervalInSeconds ?? 0));
    }

    private async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var start = new StartConfigurationSessionRequest
        {
            ApplicationIdentifier = name.Application,
            EnvironmentIdentifier = name.Environment,
            ConfigurationProfileIdentifier = name.Profile,
            RequiredMinimumPollIntervalInSeconds = MinPollSeconds,
        };
        StartConfigurationSessionResponse session = await appConfig.StartConfigurationSessionAsync(start, cancellationToken);
        return session.InitialConfigurationToken!;
    }
}
