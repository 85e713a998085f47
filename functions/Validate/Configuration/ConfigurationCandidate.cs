using System.Text.Json.Serialization;

namespace AiProxy.Validate.Configuration;

/// <summary>What AppConfig asks a validator about, before it stores or deploys a configuration.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-profile-validators.html"/></remarks>
public sealed record ConfigurationCandidate
{
    /// <summary>The application's id.</summary>
    [JsonPropertyName("applicationId")]
    public string? ApplicationId { get; init; }

    /// <summary>The configuration profile's id.</summary>
    [JsonPropertyName("configurationProfileId")]
    public string? ConfigurationProfileId { get; init; }

    /// <summary>The version's number, as text.</summary>
    [JsonPropertyName("configurationVersion")]
    public string? ConfigurationVersion { get; init; }

    /// <summary>The configuration, in Base64.</summary>
    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>Where the configuration is kept.</summary>
    [JsonPropertyName("uri")]
    public string? Uri { get; init; }
}
